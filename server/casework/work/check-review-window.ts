import type { Knex } from 'knex';
import { periodEndMs } from '../calendar/working-days.ts';
import { LEVEL_LADDER } from '../codes.ts';
import { BusinessOutcome } from '../errors.ts';
import { listDocuments } from '../tables/document.ts';
import type { Petition } from '../tables/petition.ts';
import { listReviews, type Review, updateReview } from '../tables/review.ts';
import { findUnit } from '../tables/unit.ts';
import { requireReview } from './require-review.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Whether a review may be asked for: within the period of table `statutory-deadline` after the written opinion (for a re-review: the review's)
 * reached the petitioner, and from a body above the one that decided. Raises `ERR_TOO_LATE`, `ERR_WRONG_BODY`. Key: petition + stage.
 */
export const checkReviewWindow: WorkTopic = {
  topic: 'check-review-window',
  async handle({ knex }, petition, input) {
    const review = await requireReview(knex, petition, input);
    const refuse = async (code: `ERR_${string}`, reason: string): Promise<never> => {
      await updateReview(knex, review.id, { state: 'refused' });
      throw new BusinessOutcome(code, reason, { reviewOpen: false });
    };
    if (review.askedUnitId !== null && !(await isAbove(knex, review.askedUnitId, petition.leadUnitId))) {
      return refuse('ERR_WRONG_BODY', '复查复核须向原机关的上一级机关申请');
    }
    if (review.stage === 'reReview' && !(await wasReviewed(knex, review))) {
      return refuse('ERR_WRONG_BODY', '申请复核须先经过复查');
    }
    const receivedAt = await opinionReceivedAt(knex, petition, review);
    if (receivedAt !== null) {
      const endMs = await periodEndMs(knex, receivedAt, input.integer('amount'), input.unit());
      if (review.requestedAt > endMs) return refuse('ERR_TOO_LATE', '申请复查复核的期限已过');
    }
    return { reviewOpen: true };
  },
};

async function isAbove(knex: Knex, askedUnitId: string, leadUnitId: string | null): Promise<boolean> {
  const asked = await findUnit(knex, askedUnitId);
  const lead = leadUnitId === null ? undefined : await findUnit(knex, leadUnitId);
  if (!asked || !lead) return asked !== undefined;
  return (
    lead.areaCode.startsWith(asked.areaCode) &&
    LEVEL_LADDER.indexOf(asked.areaLevel) > LEVEL_LADDER.indexOf(lead.areaLevel)
  );
}

async function wasReviewed(knex: Knex, { petitionId, round }: Review): Promise<boolean> {
  const reviews = await listReviews(knex, petitionId);
  return reviews.some((one) => one.stage === 'review' && one.state === 'decided' && one.round === round);
}

/** When the opinion in question reached the petitioner; null while it has not: the period has not begun. */
async function opinionReceivedAt(knex: Knex, petition: Petition, review: Review): Promise<number | null> {
  const template = review.stage === 'review' ? 'handlingOpinion' : 'reviewOpinion';
  const opinion = (await listDocuments(knex, petition.id)).findLast((one) => one.template === template);
  return opinion?.deliveredAt ?? null;
}
