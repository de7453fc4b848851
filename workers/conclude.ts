import { throughRegister } from './through-register.ts';

/** The domain end, unless a person still has a task on the petition. */
export const conclude = throughRegister('conclude', ['handlingOutcome'], { concludedAt: 'Date' });
