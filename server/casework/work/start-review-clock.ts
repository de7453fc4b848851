import type { Knex } from 'knex';
import { periodEndMs } from '../calendar/working-days.ts';
import { LEVEL_LADDER, type Level } from '../codes.ts';
import { findAreaPath } from '../tables/area.ts';
import type { Petition } from '../tables/petition.ts';
import { type Review, updateReview } from '../tables/review.ts';
import { findUnit, findUnitFor } from '../tables/unit.ts';
import { requireReview } from './require-review.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** When a review must be decided, and at which level: one above the body that decided before. Key: review. */
export const startReviewClock: WorkTopic = {
  topic: 'start-review-clock',
  async handle({ knex }, petition, input) {
    const review = await requireReview(knex, petition, input);
    const dueAt = review.dueAt ?? (await periodEndMs(knex, review.requestedAt, input.integer('amount'), input.unit()));
    if (review.state === 'requested') await updateReview(knex, review.id, { state: 'open', dueAt });
    const reminderAt = review.requestedAt + input.durationMs('reviewReminderPeriod');
    const reviewLevel = await levelOf(knex, petition, review);
    return {
      reviewDueAt: iso(dueAt),
      reviewReminderAt: iso(Math.min(reminderAt, dueAt)),
      reviewLevel,
      reviewUnitId: await officeOf(knex, petition, reviewLevel),
    };
  },
};

async function levelOf(knex: Knex, petition: Petition, review: Review): Promise<Level> {
  const lead = petition.leadUnitId === null ? undefined : await findUnit(knex, petition.leadUnitId);
  const steps = review.stage === 'review' ? 1 : 2;
  const from = LEVEL_LADDER.indexOf(lead?.areaLevel ?? 'town');
  return LEVEL_LADDER[Math.min(from + steps, LEVEL_LADDER.length - 1)] ?? 'city';
}

/** The petition office that answers for the review: the nearest at its level or above. */
async function officeOf(knex: Knex, petition: Petition, level: Level): Promise<string | null> {
  const path = await findAreaPath(knex, petition.areaCode);
  const above = path.filter((area) => LEVEL_LADDER.indexOf(area.level) >= LEVEL_LADDER.indexOf(level));
  const areaCodes = above.map((area) => area.code);
  return (await findUnitFor(knex, 'petitionOffice', areaCodes))?.id ?? null;
}
