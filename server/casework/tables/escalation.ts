import type { Knex } from 'knex';
import { type Stored, toMsRequired } from './row-values.ts';

/** One answer of the table `escalation-rule` about a petition. */
export interface Escalation {
  petitionId: string;
  /** Execution, trigger and round: the same decision is kept once. */
  decisionKey: string;
  trigger: string;
  fromLevel: string;
  targetLevel: string;
  action: string;
  degree: string | null;
  round: number;
  /** Decision definition that answered, e.g. `escalation-rule:2:…`. */
  ruleVersion: string | null;
  decidedAt: number;
}

interface Row {
  petition_id: string;
  decision_key: string;
  trigger: string;
  from_level: string;
  target_level: string;
  action: string;
  degree: string | null;
  round: number;
  rule_version: string | null;
  decided_at: Stored;
}

const toEscalation = (row: Row): Escalation => ({
  petitionId: row.petition_id,
  decisionKey: row.decision_key,
  trigger: row.trigger,
  fromLevel: row.from_level,
  targetLevel: row.target_level,
  action: row.action,
  degree: row.degree,
  round: row.round,
  ruleVersion: row.rule_version,
  decidedAt: toMsRequired(row.decided_at),
});

/** Records the decision unless its key is recorded already, and answers what stands in the table. */
export async function recordEscalation(db: Knex, escalation: Escalation): Promise<Escalation> {
  await db('casework_escalation')
    .insert({
      petition_id: escalation.petitionId,
      decision_key: escalation.decisionKey,
      trigger: escalation.trigger,
      from_level: escalation.fromLevel,
      target_level: escalation.targetLevel,
      action: escalation.action,
      degree: escalation.degree,
      round: escalation.round,
      rule_version: escalation.ruleVersion,
      decided_at: escalation.decidedAt,
    })
    .onConflict('decision_key')
    .ignore();
  const row: Row | undefined = await db('casework_escalation').where({ decision_key: escalation.decisionKey }).first();
  if (!row) throw new Error(`escalation ${escalation.decisionKey} was not recorded`);
  return toEscalation(row);
}

/** Escalations of a petition in the order they were decided. */
export async function listEscalations(db: Knex, petitionId: string): Promise<Escalation[]> {
  const rows: Row[] = await db('casework_escalation').where({ petition_id: petitionId }).orderBy('id');
  return rows.map(toEscalation);
}
