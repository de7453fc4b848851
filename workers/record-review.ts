import { throughRegister } from './through-register.ts';

/** What a review came to. */
export const recordReview = throughRegister('record-review', ['reviewId', 'reviewDecision'], {
  reviewDecidedAt: 'Date',
});
