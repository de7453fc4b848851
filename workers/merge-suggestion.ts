import { throughRegister } from './through-register.ts';

/** The proposer joins the open suggestion with the same idea. */
export const mergeSuggestion = throughRegister('merge-suggestion', ['duplicateOf'], {
  mergedAt: 'Date',
});
