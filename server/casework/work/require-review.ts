import type { Knex } from 'knex';
import { invalid } from '../errors.ts';
import type { Petition } from '../tables/petition.ts';
import { findReview, type Review } from '../tables/review.ts';
import type { WorkInput } from './work-topic.ts';

/** The review a task speaks of. @throws Refusal 422 when the petition has none of this id */
export async function requireReview(db: Knex, petition: Petition, input: WorkInput): Promise<Review> {
  const review = await findReview(db, input.text('reviewId'));
  if (!review || review.petitionId !== petition.id) {
    throw invalid([{ field: 'reviewId', reason: '该事项没有这次复查复核' }]);
  }
  return review;
}
