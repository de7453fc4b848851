import { throughRegister } from './through-register.ts';

/** Starts a review of an opinion. */
export const startReview = throughRegister('start-review', [], {
  reviewId: 'String',
});
