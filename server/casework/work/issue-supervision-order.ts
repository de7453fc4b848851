import { dayOf } from '../calendar/working-days.ts';
import { invalid } from '../errors.ts';
import { findAreaPath } from '../tables/area.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import { findOrderByKey, insertOrder } from '../tables/supervision-order.ts';
import { findOpenUnit, findUnitFor } from '../tables/unit.ts';
import type { WorkTopic } from './work-topic.ts';

/** Draws the number of a supervision order and stores it (R 40). Key: petition + reason + round + degree. */
export const issueSupervisionOrder: WorkTopic = {
  topic: 'issue-supervision-order',
  async handle({ knex, transact, clock }, petition, input) {
    const reason = input.text('reason');
    const degree = input.text('degree');
    const round = input.optionalInteger('round') ?? petition.round;
    const areaCodes = (await findAreaPath(knex, petition.areaCode)).map((area) => area.code);
    const named = input.optionalText('targetUnitId');
    const target = named === null ? undefined : await findOpenUnit(knex, named);
    const targetUnitId = target?.id ?? (await findUnitFor(knex, 'petitionOffice', areaCodes))?.id ?? null;
    if (targetUnitId === null) throw invalid([{ field: 'targetUnitId', reason: '本地没有信访部门可以督办' }]);
    return transact(async (trx) => {
      const done = await findOrderByKey(trx, { petitionId: petition.id, reason, round, degree });
      if (done) return { orderNo: done.orderNo, targetUnitId: done.unitId };
      const nowMs = clock.now();
      const series = `DB-${dayOf(nowMs).replaceAll('-', '')}`;
      const orderNo = `${series}-${String(await drawNumber(trx, series)).padStart(5, '0')}`;
      await insertOrder(trx, {
        orderNo,
        petitionId: petition.id,
        unitId: targetUnitId,
        reason,
        round,
        degree,
        issuedAt: nowMs,
      });
      const detail = { orderNo, reason, degree, unitId: targetUnitId };
      await addAuditEntry(trx, { petitionId: petition.id, action: 'supervised', actor: null, detail, at: nowMs });
      return { orderNo, targetUnitId };
    });
  },
};
