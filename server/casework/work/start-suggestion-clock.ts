import { periodEndMs } from '../calendar/working-days.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Until when the proposer is answered. Key: suggestion. */
export const startSuggestionClock: WorkTopic = {
  topic: 'start-suggestion-clock',
  async handle({ knex }, entry, input) {
    const replyDueAt =
      entry.deadlineAt ?? (await periodEndMs(knex, entry.receivedAt, input.integer('amount'), input.unit()));
    await updatePetition(knex, entry.id, { deadlineAt: replyDueAt, kind: 'suggestion' });
    const reminderAt = entry.receivedAt + input.durationMs('replyReminderPeriod');
    return { replyDueAt: iso(replyDueAt), replyReminderAt: iso(Math.min(reminderAt, replyDueAt)) };
  },
};
