import { throughRegister } from './through-register.ts';

/** Until when the proposer is answered. */
export const startSuggestionClock = throughRegister(
  'start-suggestion-clock',
  ['amount', 'unit', 'replyReminderPeriod'],
  {
    replyDueAt: 'Date',
    replyReminderAt: 'Date',
  },
);
