import type { Knex } from 'knex';
import type { VisitKind } from '../codes.ts';
import { vaultOf } from '../vault/vault.ts';
import { type Stored, toMsRequired } from './row-values.ts';

/** A meeting of resident and agent: the resident came, or the agent went or called. */
export interface Visit {
  petitionId: string;
  kind: VisitKind;
  agentId: string | null;
  /** What was spoken of; stays in the register. */
  summary: string | null;
  at: number;
}

interface Row {
  petition_id: string;
  kind: VisitKind;
  agent_id: string | null;
  summary: string | null;
  at: Stored;
}

/** Notes a meeting. */
export async function insertVisit(db: Knex, visit: Visit): Promise<void> {
  await db('casework_visit').insert({
    petition_id: visit.petitionId,
    kind: visit.kind,
    agent_id: visit.agentId,
    summary: vaultOf(db).seal(visit.summary, 'visit.summary'),
    at: visit.at,
  });
}

/** Meetings on a petition, oldest first. */
export async function listVisits(db: Knex, petitionId: string): Promise<Visit[]> {
  const rows: Row[] = await db('casework_visit').where({ petition_id: petitionId }).orderBy(['at', 'id']);
  return rows.map((row) => ({
    petitionId: row.petition_id,
    kind: row.kind,
    agentId: row.agent_id,
    summary: vaultOf(db).open(row.summary, 'visit.summary'),
    at: toMsRequired(row.at),
  }));
}
