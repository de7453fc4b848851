import { throughRegister } from './through-register.ts';

/** Hands the joint request for confirmation to the court. */
export const sendToCourt = throughRegister('send-to-court', [], {
  receiptNo: 'String',
});
