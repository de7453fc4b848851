import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** The petitioner takes the petition back. Key: petition. */
export const recordWithdrawal: WorkTopic = {
  topic: 'record-withdrawal',
  async handle({ transact, clock }, petition) {
    if (petition.state === 'withdrawn') return { withdrawnAt: iso(petition.closedAt ?? petition.receivedAt) };
    if (petition.state === 'concluded' || petition.state === 'archived') {
      throw new BusinessOutcome('ERR_ALREADY_CONCLUDED', '事项已办结，不能撤回', { withdrawnAt: null });
    }
    const nowMs = clock.now();
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, { state: 'withdrawn', outcome: 'withdrawn', closedAt: nowMs });
      await addAuditEntry(trx, { petitionId: petition.id, action: 'withdrawn', actor: null, detail: {}, at: nowMs });
    });
    return { withdrawnAt: iso(nowMs) };
  },
};
