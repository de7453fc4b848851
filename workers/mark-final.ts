import { throughRegister } from './through-register.ts';

/** After a re-review the matter is final. */
export const markFinal = throughRegister('mark-final', [], {
  finalAt: 'Date',
});
