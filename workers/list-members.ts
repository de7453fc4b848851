import { throughRegister } from './through-register.ts';

/** How many persons of a collective petition are answered and asked. */
export const listMembers = throughRegister('list-members', [], {
  memberCount: 'Integer',
});
