import { addAuditEntry } from '../tables/audit.ts';
import type { WorkTopic } from './work-topic.ts';

/** Reminds of a task that is half due; the reminder itself is an entry in the petition's history. Key: task. */
export const sendReminder: WorkTopic = {
  topic: 'send-reminder',
  async handle({ knex, clock }, petition, input) {
    await addAuditEntry(
      knex,
      {
        petitionId: petition.id,
        action: 'reminded',
        actor: null,
        detail: { activityId: input.text('reminderOf') },
        at: clock.now(),
      },
      `reminder:${input.taskId()}`,
    );
    return {};
  },
};
