import type { Knex } from 'knex';
import { vaultOf } from '../vault/vault.ts';

/** An agent who declared an interest in a petition and stays away from it (R 28). */
export interface Recusal {
  petitionId: string;
  agentId: string;
  reason: string;
  declaredAt: number;
}

/** Records the declaration unless it is recorded already. */
export async function recordRecusal(db: Knex, recusal: Recusal): Promise<void> {
  await db('casework_recusal')
    .insert({
      petition_id: recusal.petitionId,
      agent_id: recusal.agentId,
      reason: vaultOf(db).seal(recusal.reason, 'recusal.reason'),
      declared_at: recusal.declaredAt,
    })
    .onConflict(['petition_id', 'agent_id'])
    .ignore();
}

/** Ids of the agents who stepped aside from a petition. */
export async function listRecusedAgentIds(db: Knex, petitionId: string): Promise<string[]> {
  const rows: { agent_id: string }[] = await db('casework_recusal')
    .where({ petition_id: petitionId })
    .select('agent_id');
  return rows.map((row) => row.agent_id);
}
