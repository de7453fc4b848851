import { throughRegister } from './through-register.ts';

/** Keeps what classification and competence came to. */
export const recordDecision = throughRegister(
  'record-decision',
  ['petitionKind', 'route', 'decision', 'reasonCode', 'notice', 'likelyRepeatOf', 'repeatConfirmed'],
  { decidedAt: 'Date', repeatOf: 'String' },
);
