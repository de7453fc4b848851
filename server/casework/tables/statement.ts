import type { Knex } from 'knex';
import type { StatementPurpose } from '../codes.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMsRequired } from './row-values.ts';

/**
 * What one of several people said when each of them was asked: a party's consent, an expert's opinion, a signature. Several tasks run side by
 * side, so none of them may write a shared process variable: they write here and a worker counts.
 */
export interface Statement {
  petitionId: string;
  purpose: StatementPurpose;
  round: number;
  /** Id of the party, expert or unit. */
  speaker: string;
  /** A code, or null while only the text was written. */
  statement: string | null;
  detail: string | null;
  statedAt: number;
}

interface Row {
  petition_id: string;
  purpose: StatementPurpose;
  round: number;
  speaker: string;
  statement: string | null;
  detail: string | null;
  stated_at: Stored;
}

const toStatement = (vault: Vault, row: Row): Statement => ({
  petitionId: row.petition_id,
  purpose: row.purpose,
  round: row.round,
  speaker: row.speaker,
  statement: row.statement,
  detail: vault.open(row.detail, 'statement.detail'),
  statedAt: toMsRequired(row.stated_at),
});

/** Records code or text; what was said last stands, what was not said again stays. */
export async function saveStatement(
  db: Knex,
  said: Omit<Statement, 'statement' | 'detail'> & { statement?: string; detail?: string },
): Promise<void> {
  const changes = {
    stated_at: said.statedAt,
    ...(said.statement === undefined ? {} : { statement: said.statement }),
    ...(said.detail === undefined ? {} : { detail: vaultOf(db).seal(said.detail, 'statement.detail') }),
  };
  const key = { petition_id: said.petitionId, purpose: said.purpose, round: said.round, speaker: said.speaker };
  await db('casework_statement')
    .insert({ ...key, ...changes })
    .onConflict(['petition_id', 'purpose', 'round', 'speaker'])
    .merge(changes);
}

/** What was said on an entry, of one purpose or all, in the order it was first said. */
export async function listStatements(
  db: Knex,
  petitionId: string,
  filter: { purpose?: StatementPurpose; round?: number } = {},
): Promise<Statement[]> {
  const rows: Row[] = await db('casework_statement')
    .where({ petition_id: petitionId })
    .modify((q) => {
      if (filter.purpose) q.where('purpose', filter.purpose);
      if (filter.round !== undefined) q.where('round', filter.round);
    })
    .orderBy('id');
  return rows.map((row) => toStatement(vaultOf(db), row));
}
