import { throughRegister } from './through-register.ts';

/** Renders a letter in the register; only its id comes back. */
export const renderDocument = throughRegister(
  'render-document',
  [
    'template',
    'recipient',
    'leadUnitId',
    'targetUnitId',
    'orderNo',
    'cooperatingUnitIds',
    'recipientNo',
    'reviewId',
    'agreementNo',
    'documentApproved',
  ],
  { docId: 'String', needsApproval: 'Boolean' },
);
