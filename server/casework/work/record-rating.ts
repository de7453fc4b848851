import { addAuditEntry } from '../tables/audit.ts';
import { findLatestRating, recordInvitation, storeRatingAnswer } from '../tables/rating.ts';
import type { WorkTopic } from './work-topic.ts';

const SATISFIED = new Set(['verySatisfied', 'satisfied', 'basically']);

/**
 * What the satisfaction visit came to, whether answered by link or by telephone. No answer counts as neither. Key: petition + round.
 */
export const recordRating: WorkTopic = {
  topic: 'record-rating',
  async handle({ knex, clock }, petition, input) {
    const overall = input.optionalText('overall') ?? 'noAnswer';
    const carriedOut = input.optionalText('carriedOut');
    const wantsReopen = input.boolean('wantsReopen');
    const round = input.optionalInteger('round') ?? petition.round;
    const nowMs = clock.now();
    const invited = await findLatestRating(knex, petition.id);
    const rating =
      invited?.round === round
        ? invited
        : await recordInvitation(knex, {
            token: `telephone-${petition.id}-${round}`,
            petitionId: petition.id,
            round,
            invitedAt: nowMs,
          });
    await storeRatingAnswer(knex, rating.token, { overall, carriedOut, wantsReopen }, nowMs);
    await addAuditEntry(
      knex,
      { petitionId: petition.id, action: 'rated', actor: null, detail: { round }, at: nowMs },
      `rated:${petition.id}:${round}`,
    );
    const satisfied = SATISFIED.has(overall);
    return { satisfied, overall, reopenWanted: wantsReopen };
  },
};
