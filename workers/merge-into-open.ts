import { throughRegister } from './through-register.ts';

/** Joins a duplicate with the petition that stays open. */
export const mergeIntoOpen = throughRegister('merge-into-open', ['duplicateOf'], {
  mergedAt: 'Date',
  mergeRefused: 'Boolean',
});
