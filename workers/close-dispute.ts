import { throughRegister } from './through-register.ts';

/** How a dispute ended. */
export const closeDispute = throughRegister('close-dispute', ['disputeOutcome'], {
  disputeOutcome: 'String',
});
