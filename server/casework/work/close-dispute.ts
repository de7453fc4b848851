import type { PetitionState } from '../codes.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { closeDisputeRow, findDispute } from '../tables/dispute.ts';
import { updatePetition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * How a dispute ended: `agreed`, `failed`, `refused`, `notMediable`. A dispute of its own is closed with it; within a petition the petition goes
 * on. Key: task.
 */
export const closeDispute: WorkTopic = {
  topic: 'close-dispute',
  async handle({ knex, transact, clock }, entry, input) {
    const outcome = input.text('disputeOutcome');
    const dispute = await findDispute(knex, entry.id);
    if (dispute?.outcome === outcome) return { disputeOutcome: outcome };
    const nowMs = clock.now();
    await transact(async (trx) => {
      await closeDisputeRow(trx, entry.id, outcome, nowMs);
      if (entry.book === 'dispute') {
        const state: PetitionState = outcome === 'agreed' ? 'concluded' : 'redirected';
        await updatePetition(trx, entry.id, { state, outcome, closedAt: nowMs, concludedAt: nowMs });
      }
      await addAuditEntry(
        trx,
        { petitionId: entry.id, action: 'disputeClosed', actor: null, detail: { outcome }, at: nowMs },
        `close-dispute:${input.taskId()}`,
      );
    });
    return { disputeOutcome: outcome };
  },
};
