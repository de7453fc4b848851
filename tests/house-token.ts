/** What servers under test are given as `HOUSE_TOKEN`, and what tests show that act for everybody. */
export const HOUSE_TOKEN = 'house-token-of-the-tests-0123456789';

/** The header with it. */
export const AS_HOUSE = { authorization: `Bearer ${HOUSE_TOKEN}` } as const;
