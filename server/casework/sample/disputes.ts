import type { DisputeFacts } from '../intake/dispute-facts.ts';

/** What is known of the disputes among the samples, by the number of the sample; of the others only their two sides. */
export const SAMPLE_DISPUTES: Readonly<
  Record<number, { partyCount: number; amountYuan: number; facts: Partial<DisputeFacts> }>
> = {
  10: { partyCount: 3, amountYuan: 0, facts: { needsFactCertified: true } },
  27: { partyCount: 6, amountYuan: 30_000, facts: {} },
  28: { partyCount: 2, amountYuan: 80_000, facts: { bothBusinesses: true } },
};
