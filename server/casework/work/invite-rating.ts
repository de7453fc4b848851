import { randomBytes } from 'node:crypto';
import { contactProblem, findContact } from '../contact.ts';
import { BusinessOutcome } from '../errors.ts';
import { recordInvitation } from '../tables/rating.ts';
import type { WorkTopic } from './work-topic.ts';

/** Invites the petitioner to rate by a one-time link. Who cannot be sent one is telephoned or visited. Key: petition + round + member. */
export const inviteRating: WorkTopic = {
  topic: 'invite-rating',
  async handle(context, petition, input) {
    const contact = await findContact(context, petition, input.optionalInteger('memberNo'));
    if (contact.by !== 'sms' && contact.by !== 'phone') {
      throw new BusinessOutcome('ERR_CONTACT_UNREACHABLE', '信访人没有可以接收评价链接的手机', { token: null });
    }
    const problem = contactProblem(contact);
    if (problem !== null) throw new BusinessOutcome('ERR_CONTACT_UNREACHABLE', problem, { token: null });
    const rating = await recordInvitation(context.knex, {
      token: randomBytes(16).toString('hex'),
      petitionId: petition.id,
      round: input.optionalInteger('round') ?? petition.round,
      memberNo: input.optionalInteger('memberNo') ?? 0,
      invitedAt: context.clock.now(),
    });
    return { token: rating.token };
  },
};
