import { dayOf } from '../calendar/working-days.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import type { WorkTopic } from './work-topic.ts';

/** Tells the leaders of an urgent or grave matter at once (R 22(1)). Key: petition + risk level. */
export const reportUrgent: WorkTopic = {
  topic: 'report-urgent',
  async handle({ transact, clock }, petition, input) {
    const riskLevel = input.optionalInteger('riskLevel') ?? petition.facts.riskLevel;
    const onceKey = `report-urgent:${petition.id}:${riskLevel}`;
    return transact(async (trx) => {
      const done = await findAuditEntry(trx, onceKey);
      if (done) return { reportNo: String(done.detail['reportNo']) };
      const series = `JB-${dayOf(clock.now()).replaceAll('-', '')}`;
      const reportNo = `${series}-${String(await drawNumber(trx, series)).padStart(4, '0')}`;
      const detail = { reportNo, riskLevel };
      await addAuditEntry(
        trx,
        { petitionId: petition.id, action: 'reportedUrgent', actor: null, detail, at: clock.now() },
        onceKey,
      );
      return { reportNo };
    });
  },
};
