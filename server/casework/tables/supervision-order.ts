import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A supervision order (督办单) to a unit; one per petition, reason, round and degree. */
export interface SupervisionOrder {
  orderNo: string;
  petitionId: string;
  unitId: string | null;
  reason: string;
  round: number;
  degree: string;
  issuedAt: number;
  reply: string | null;
  repliedAt: number | null;
  /** `corrected`, `unfounded`, `accountability`; null while it is open. */
  verdict: string | null;
  closedAt: number | null;
}

interface Row {
  order_no: string;
  petition_id: string;
  unit_id: string | null;
  reason: string;
  round: number;
  degree: string;
  issued_at: Stored;
  reply: string | null;
  replied_at: Stored;
  verdict: string | null;
  closed_at: Stored;
}

const toOrder = (vault: Vault, row: Row): SupervisionOrder => ({
  orderNo: row.order_no,
  petitionId: row.petition_id,
  unitId: row.unit_id,
  reason: row.reason,
  round: row.round,
  degree: row.degree,
  issuedAt: toMsRequired(row.issued_at),
  reply: vault.open(row.reply, 'supervision_order.reply'),
  repliedAt: toMs(row.replied_at),
  verdict: row.verdict,
  closedAt: toMs(row.closed_at),
});

type OrderKey = Pick<SupervisionOrder, 'petitionId' | 'reason' | 'round' | 'degree'>;

/** The order issued under this key. */
export async function findOrderByKey(db: Knex, key: OrderKey): Promise<SupervisionOrder | undefined> {
  const row: Row | undefined = await db('casework_supervision_order')
    .where({ petition_id: key.petitionId, reason: key.reason, round: key.round, degree: key.degree })
    .first();
  return row && toOrder(vaultOf(db), row);
}

/** Stores an order. @throws when one has the same key */
export async function insertOrder(
  db: Knex,
  order: Omit<SupervisionOrder, 'reply' | 'repliedAt' | 'verdict' | 'closedAt'>,
): Promise<void> {
  await db('casework_supervision_order').insert({
    order_no: order.orderNo,
    petition_id: order.petitionId,
    unit_id: order.unitId,
    reason: order.reason,
    round: order.round,
    degree: order.degree,
    issued_at: order.issuedAt,
  });
}

/** Orders on a petition, oldest first. */
export async function listOrders(db: Knex, petitionId: string): Promise<SupervisionOrder[]> {
  const rows: Row[] = await db('casework_supervision_order')
    .where({ petition_id: petitionId })
    .orderBy(['issued_at', 'order_no']);
  return rows.map((row) => toOrder(vaultOf(db), row));
}

/** Stores a unit's reply; the first one stands. */
export async function storeOrderReply(db: Knex, orderNo: string, reply: string, repliedAt: number): Promise<void> {
  await db('casework_supervision_order')
    .where({ order_no: orderNo })
    .whereNull('replied_at')
    .update({ reply: vaultOf(db).seal(reply, 'supervision_order.reply'), replied_at: repliedAt });
}

/** The order with this number. */
export async function findOrder(db: Knex, orderNo: string): Promise<SupervisionOrder | undefined> {
  const row: Row | undefined = await db('casework_supervision_order').where({ order_no: orderNo }).first();
  return row && toOrder(vaultOf(db), row);
}

/** Closes the order; the first verdict stands. */
export async function closeOrder(db: Knex, orderNo: string, verdict: string, closedAt: number): Promise<void> {
  await db('casework_supervision_order')
    .where({ order_no: orderNo })
    .whereNull('closed_at')
    .update({ verdict, closed_at: closedAt });
}

/** Orders on these petitions that wait for one unit wait for another from now on. */
export async function moveOpenOrders(
  db: Knex,
  petitionIds: readonly string[],
  fromUnitId: string,
  toUnitId: string,
): Promise<void> {
  for (const petitionId of petitionIds) {
    await db('casework_supervision_order')
      .where({ petition_id: petitionId, unit_id: fromUnitId })
      .whereNull('closed_at')
      .update({ unit_id: toUnitId });
  }
}
