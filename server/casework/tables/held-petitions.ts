import type { Knex } from 'knex';
import { OPEN_STATES } from '../codes.ts';

/** Ids of the open petitions that lie with a unit: as its lead, in its inbox, or by an order that waits for its answer. */
export async function listOpenAtUnit(db: Knex, unitId: string): Promise<string[]> {
  const inbox = db('casework_unit_inbox').where({ unit_id: unitId }).select('petition_id');
  const orders = db('casework_supervision_order').where({ unit_id: unitId }).whereNull('closed_at');
  const rows: { id: string }[] = await db('casework_petition')
    .whereIn('state', [...OPEN_STATES])
    .where((either) =>
      either.where({ lead_unit_id: unitId }).orWhereIn('id', inbox).orWhereIn('id', orders.select('petition_id')),
    )
    .orderBy('business_key')
    .select('id');
  return rows.map(({ id }) => id);
}

/** Ids of the open petitions an agent has, or is the contact of. */
export async function listOpenWithAgent(db: Knex, agentId: string): Promise<string[]> {
  const rows: { id: string }[] = await db('casework_petition')
    .whereIn('state', [...OPEN_STATES])
    .where((either) => either.where({ assignee_id: agentId }).orWhere({ first_agent_id: agentId }))
    .orderBy('business_key')
    .select('id');
  return rows.map(({ id }) => id);
}
