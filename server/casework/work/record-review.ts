import { addAuditEntry } from '../tables/audit.ts';
import { updateReview } from '../tables/review.ts';
import { requireReview } from './require-review.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** What a review came to: `uphold`, `change`, `revokeAndRedo`. Key: review. */
export const recordReview: WorkTopic = {
  topic: 'record-review',
  async handle({ knex, transact, clock }, petition, input) {
    const review = await requireReview(knex, petition, input);
    if (review.decidedAt !== null) return { reviewDecidedAt: iso(review.decidedAt) };
    const decision = input.text('reviewDecision');
    const decidedAt = clock.now();
    await transact(async (trx) => {
      await updateReview(trx, review.id, { state: 'decided', decision, decidedAt });
      const detail = { stage: review.stage, decision, late: review.dueAt !== null && decidedAt > review.dueAt };
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'reviewDecided',
        actor: null,
        detail,
        at: decidedAt,
      });
    });
    return { reviewDecidedAt: iso(decidedAt) };
  },
};
