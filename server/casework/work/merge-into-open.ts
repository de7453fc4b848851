import { Refusal } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { findPetition, updatePetition } from '../tables/petition.ts';
import { moveSubmissions } from '../tables/submission.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Joins a duplicate with the petition that stays open; that one's deadline does not move. Key: petition. */
export const mergeIntoOpen: WorkTopic = {
  topic: 'merge-into-open',
  async handle({ knex, transact, clock }, petition, input) {
    if (petition.state === 'merged') return { mergedAt: iso(petition.closedAt ?? petition.receivedAt) };
    const open = await findPetition(knex, input.text('duplicateOf'));
    if (!open || open.id === petition.id) {
      throw new Refusal(422, 'invalid', [{ field: 'duplicateOf', reason: '没有可以并入的事项' }]);
    }
    const nowMs = clock.now();
    await transact(async (trx) => {
      await moveSubmissions(trx, petition.id, open.id);
      await updatePetition(trx, petition.id, {
        state: 'merged',
        outcome: 'merged',
        duplicateOf: open.id,
        closedAt: nowMs,
      });
      // The resident came for the same matter once more: that is counted where the matter lives on.
      if (petition.residentVisits > 0) {
        await updatePetition(trx, open.id, { residentVisits: open.residentVisits + petition.residentVisits });
      }
      const detail = { duplicateOf: open.businessKey };
      await addAuditEntry(trx, { petitionId: petition.id, action: 'merged', actor: null, detail, at: nowMs });
      const added = { merged: petition.businessKey };
      await addAuditEntry(trx, {
        petitionId: open.id,
        action: 'submissionAdded',
        actor: null,
        detail: added,
        at: nowMs,
      });
    });
    return { mergedAt: iso(nowMs) };
  },
};
