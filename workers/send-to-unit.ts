import { throughRegister } from './through-register.ts';

/** Puts the petition into the inbox of the unit and says when the unit is due. */
export const sendToUnit = throughRegister('send-to-unit', ['leadUnitId', 'mode', 'deadlineAt', 'reworkPeriod'], {
  sentAt: 'Date',
  unitDueAt: 'Date',
  unitReminderAt: 'Date',
  halfTimeAt: 'Date',
  eightyPercentAt: 'Date',
});
