import { throughRegister } from './through-register.ts';

/** What one of several people said; no variable is written, as others are asked at the same time. */
export const recordStatement = throughRegister(
  'record-statement',
  ['purpose', 'speakerIds', 'statement', 'loopCounter'],
  {},
);
