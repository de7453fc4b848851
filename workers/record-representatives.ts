import { throughRegister } from './through-register.ts';

/** That no more speak for the others than the table allows. */
export const recordRepresentatives = throughRegister('record-representatives', ['maxRepresentatives'], {
  representativeCount: 'Integer',
});
