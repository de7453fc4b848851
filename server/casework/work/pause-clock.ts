import { updateReview } from '../tables/review.ts';
import { requireReview } from './require-review.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** A hearing begins: the review's clock stops where table `statutory-deadline` leaves hearings out. Key: review. */
export const pauseClock: WorkTopic = {
  topic: 'pause-clock',
  async handle({ knex, clock }, petition, input) {
    const review = await requireReview(knex, petition, input);
    if (!input.boolean('hearingExcluded')) return { pausedAt: null };
    const pausedAt = review.pausedAt ?? clock.now();
    await updateReview(knex, review.id, { pausedAt });
    return { pausedAt: iso(pausedAt) };
  },
};
