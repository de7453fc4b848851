import { throughRegister } from './through-register.ts';

/** Until when the court may be asked to confirm an agreement. */
export const startConfirmationWindow = throughRegister('start-confirmation-window', ['amount', 'unit'], {
  confirmationDueAt: 'Date',
});
