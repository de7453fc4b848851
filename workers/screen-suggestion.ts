import { throughRegister } from './through-register.ts';

/** Facts of a suggestion for the table that screens it. */
export const screenSuggestion = throughRegister('screen-suggestion', ['duplicateOf'], {
  asksOwnRelief: 'Boolean',
  namesMisconduct: 'Boolean',
  noContent: 'Boolean',
  alreadyPractice: 'Boolean',
  oneUnitDecides: 'Boolean',
  sameIdeaOpen: 'Boolean',
  inCampaign: 'Boolean',
});
