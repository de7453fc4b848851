import { throughRegister } from './through-register.ts';

/** Whether a review may still be asked for, and of this body. */
export const checkReviewWindow = throughRegister('check-review-window', ['reviewId', 'stage', 'amount', 'unit'], {
  reviewOpen: 'Boolean',
});
