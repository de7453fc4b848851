import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Freezes the file. Key: petition. */
export const archiveFile: WorkTopic = {
  topic: 'archive-file',
  async handle({ transact, clock }, petition) {
    if (petition.state === 'archived') return { archivedAt: iso(petition.closedAt ?? petition.receivedAt) };
    const nowMs = clock.now();
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, { state: 'archived', closedAt: nowMs });
      await addAuditEntry(trx, { petitionId: petition.id, action: 'archived', actor: null, detail: {}, at: nowMs });
    });
    return { archivedAt: iso(nowMs) };
  },
};
