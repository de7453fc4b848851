import { throughRegister } from './through-register.ts';

/** The petitioner takes the petition back. */
export const recordWithdrawal = throughRegister('record-withdrawal', [], { withdrawnAt: 'Date' });
