import { throughRegister } from './through-register.ts';

/** Whether a unit may still say that the matter is not its own. */
export const checkObjectionWindow = throughRegister('check-objection-window', ['sentAt', 'amount', 'unit'], {
  objectionOpen: 'Boolean',
});
