import { throughRegister } from './through-register.ts';

/** Number and force of a mediation agreement. */
export const registerAgreement = throughRegister(
  'register-agreement',
  ['oral', 'partyCount', 'performBy', 'performancePeriod'],
  {
    agreementNo: 'String',
    effectiveAt: 'Date',
    performAt: 'Date',
  },
);
