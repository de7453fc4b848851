import { throughRegister } from './through-register.ts';

/** Who of the pool of experts is asked. */
export const inviteExperts = throughRegister('invite-experts', ['expertKinds', 'quorum'], {
  expertIds: 'String',
  expertCount: 'Integer',
});
