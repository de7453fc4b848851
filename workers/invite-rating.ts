import { throughRegister } from './through-register.ts';

/** Invites the petitioner to rate by a one-time link. */
export const inviteRating = throughRegister('invite-rating', ['memberNo'], { token: 'String' });
