import { throughRegister } from './through-register.ts';

/** Every proposer was told what became of the suggestion. */
export const closeSuggestion = throughRegister('close-suggestion', ['verdict'], {
  concludedAt: 'Date',
});
