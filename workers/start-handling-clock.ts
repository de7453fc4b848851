import { throughRegister } from './through-register.ts';

/** Clock 2: accepted now, to be answered by the legal deadline. Set once. */
export const startHandlingClock = throughRegister('start-handling-clock', ['receivedAt', 'amount', 'unit'], {
  acceptedAt: 'Date',
  deadlineAt: 'Date',
});
