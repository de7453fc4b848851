import { throughRegister } from './through-register.ts';

/** When and at which level a review is decided. */
export const startReviewClock = throughRegister(
  'start-review-clock',
  ['reviewId', 'amount', 'unit', 'reviewReminderPeriod'],
  {
    reviewDueAt: 'Date',
    reviewReminderAt: 'Date',
    reviewLevel: 'String',
    reviewUnitId: 'String',
  },
);
