import { throughRegister } from './through-register.ts';

/** How many proposers of a suggestion are told the outcome. */
export const listProposers = throughRegister('list-proposers', ['verdict'], {
  proposerCount: 'Integer',
});
