import { addAuditEntry } from '../tables/audit.ts';
import { findRating, recordInvitation, storeRatingAnswer } from '../tables/rating.ts';
import type { WorkTopic } from './work-topic.ts';

const SATISFIED = new Set(['verySatisfied', 'satisfied', 'basically']);

/**
 * What the satisfaction visit came to, whether answered by link or by telephone. No answer counts as neither. Key: petition + round + member.
 */
export const recordRating: WorkTopic = {
  topic: 'record-rating',
  async handle({ knex, clock }, petition, input) {
    const overall = input.optionalText('overall') ?? 'noAnswer';
    const carriedOut = input.optionalText('carriedOut');
    const wantsReopen = input.boolean('wantsReopen');
    const round = input.optionalInteger('round') ?? petition.round;
    const nowMs = clock.now();
    const key = { petitionId: petition.id, round, memberNo: input.optionalInteger('memberNo') ?? 0 };
    const token = `telephone-${petition.id}-${round}-${key.memberNo}`;
    const rating = (await findRating(knex, key)) ?? (await recordInvitation(knex, { token, ...key, invitedAt: nowMs }));
    await storeRatingAnswer(knex, rating.token, { overall, carriedOut, wantsReopen }, nowMs);
    await addAuditEntry(
      knex,
      { petitionId: petition.id, action: 'rated', actor: null, detail: { round }, at: nowMs },
      `rated:${petition.id}:${round}:${key.memberNo}`,
    );
    const satisfied = SATISFIED.has(overall);
    return { satisfied, overall, reopenWanted: wantsReopen };
  },
};
