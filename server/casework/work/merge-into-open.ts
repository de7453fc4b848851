import type { Knex } from 'knex';
import { OPEN_STATES } from '../codes.ts';
import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { findPetition, type Petition, updatePetition } from '../tables/petition.ts';
import { moveSubmissions } from '../tables/submission.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/**
 * Joins a duplicate with the petition that stays open; that one's deadline does not move: the one that was found, else the one a person linked since.
 * Raises `ERR_NO_EARLIER_PETITION` when none of them is open any more, and a person decides anew. Key: petition.
 */
export const mergeIntoOpen: WorkTopic = {
  topic: 'merge-into-open',
  async handle({ knex, transact, clock }, petition, input) {
    if (petition.state === 'merged')
      return { mergedAt: iso(petition.closedAt ?? petition.receivedAt), mergeRefused: false };
    const open = await findOpen(knex, petition, [input.optionalText('duplicateOf'), petition.repeatOf]);
    if (!open) {
      throw new BusinessOutcome('ERR_NO_EARLIER_PETITION', '没有可以并入的在办事项', {
        mergedAt: null,
        mergeRefused: true,
      });
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
    return { mergedAt: iso(nowMs), mergeRefused: false };
  },
};

async function findOpen(
  db: Knex,
  own: Petition,
  keys: readonly (string | null | undefined)[],
): Promise<Petition | undefined> {
  for (const key of keys) {
    const found = key ? await findPetition(db, key) : undefined;
    if (found && found.id !== own.id && !found.sealed && OPEN_STATES.includes(found.state)) return found;
  }
  return undefined;
}
