import { throughRegister } from './through-register.ts';

/** Sends a letter, or lays it into the inbox of the unit. */
export const sendDocument = throughRegister('send-document', ['docId', 'recipient', 'recipientNo'], {
  sentAt: 'Date',
  deliveredAt: 'Date',
});
