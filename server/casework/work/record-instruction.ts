import { addAuditEntry } from '../tables/audit.ts';
import type { WorkTopic } from './work-topic.ts';

/** A leader's instruction came before it was asked for: it is not asked for again. Key: task. */
export const recordInstruction: WorkTopic = {
  topic: 'record-instruction',
  async handle({ knex, clock }, entry, input) {
    await addAuditEntry(
      knex,
      { petitionId: entry.id, action: 'leaderInstructed', actor: null, detail: {}, at: clock.now() },
      `record-instruction:${input.taskId()}`,
    );
    return { instructed: true };
  },
};
