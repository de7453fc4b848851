import { invalid } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { closeOrder, findOrder } from '../tables/supervision-order.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** What the supervision came to. The first verdict stands. Key: order. */
export const closeSupervisionOrder: WorkTopic = {
  topic: 'close-supervision-order',
  async handle({ knex, transact, clock }, petition, input) {
    const orderNo = input.text('orderNo');
    const order = await findOrder(knex, orderNo);
    if (!order || order.petitionId !== petition.id) throw invalid([{ field: 'orderNo', reason: '没有这张督办单' }]);
    if (order.closedAt !== null) return { closedAt: iso(order.closedAt) };
    const nowMs = clock.now();
    const verdict = input.text('verdict');
    await transact(async (trx) => {
      await closeOrder(trx, orderNo, verdict, nowMs);
      const detail = { orderNo, verdict };
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'supervisionClosed',
        actor: null,
        detail,
        at: nowMs,
      });
    });
    return { closedAt: iso(nowMs) };
  },
};
