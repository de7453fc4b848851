import { throughRegister } from './through-register.ts';

/** Makes a suggestion of a petition. */
export const startSuggestion = throughRegister('start-suggestion', [], {
  suggestionId: 'String',
});
