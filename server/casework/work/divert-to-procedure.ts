import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { recordDiversion } from '../tables/diversion.ts';
import { updatePetition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

const PROCEDURES = new Set(['court', 'arbitration', 'reconsideration', 'administrativeProcedure']);

/** 诉访分离: leads the petition to the procedure it belongs to (R 28, 31). Key: petition + procedure. */
export const divertToProcedure: WorkTopic = {
  topic: 'divert-to-procedure',
  async handle({ transact, clock }, petition, input) {
    const procedure = input.text('legalRoute');
    if (!PROCEDURES.has(procedure)) {
      throw new BusinessOutcome('ERR_NO_COMPETENT_BODY', `没有受理“${procedure}”的机关`, { diversionId: null });
    }
    const nowMs = clock.now();
    return transact(async (trx) => {
      const diversion = await recordDiversion(trx, { petitionId: petition.id, procedure, divertedAt: nowMs });
      await updatePetition(trx, petition.id, { state: 'diverted', outcome: procedure, closedAt: diversion.divertedAt });
      await addAuditEntry(
        trx,
        { petitionId: petition.id, action: 'diverted', actor: null, detail: { procedure }, at: nowMs },
        `diverted:${petition.id}:${procedure}`,
      );
      return { diversionId: diversion.id };
    });
  },
};
