import type { Knex } from 'knex';
import { type Stored, toBoolean } from './row-values.ts';

/** How many brought one subject in one place within some days; no id of anybody. */
export interface Cell {
  subjectCode: string;
  areaCode: string;
  entries: number;
  persons: number;
}

/** One entry as far as it is counted. `person` is a keyed hash that is compared and never kept beyond the count. */
export interface CountedEntry {
  subjectCode: string;
  areaCode: string;
  person: string;
}

export interface Warning {
  id: string;
  subjectCode: string;
  areaCode: string;
  level: string;
  raisedAt: number;
  /** Whether the analyst took it for real; one that was not is never open. */
  confirmed: boolean;
}

interface Span {
  fromMs: number;
  beforeMs: number;
}

function entriesWithin(db: Knex, { fromMs, beforeMs }: Span): Knex.QueryBuilder {
  return db('casework_petition')
    .where('sealed', false)
    .whereNot('state', 'merged')
    .where('received_at', '>=', fromMs)
    .where('received_at', '<', beforeMs);
}

/** How many entries a channel of this register brought. @param source columns that tell the channel */
export async function countEntries(db: Knex, source: Readonly<Record<string, string>>, span: Span): Promise<number> {
  const row: { n?: Stored } | undefined = await entriesWithin(db, span).where(source).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

/** Notes that a channel was read; a second time for the same span the first count stands. @returns the count that stands */
export async function recordIngestion(
  db: Knex,
  channel: string,
  { fromMs, beforeMs }: Span,
  entries: number,
  ingestedAt: number,
): Promise<number> {
  const key = { channel, from_at: fromMs, to_at: beforeMs };
  await db('casework_ingestion')
    .insert({ ...key, entries, ingested_at: ingestedAt })
    .onConflict(['channel', 'from_at', 'to_at'])
    .ignore();
  const row: { entries: Stored } | undefined = await db('casework_ingestion').where(key).first();
  return Number(row?.entries ?? 0);
}

/** The entries of a span with who brought them; anonymous ones count as a person each. */
export async function listCountedEntries(db: Knex, span: Span): Promise<CountedEntry[]> {
  const rows: Record<string, Stored>[] = await entriesWithin(db, span)
    .whereIn('book', ['petition', 'dispute'])
    .select('id', 'subject_code', 'area_code', 'petitioner_hash');
  return rows.map((row) => ({
    subjectCode: String(row['subject_code']),
    areaCode: String(row['area_code']),
    person: String(row['petitioner_hash'] ?? row['id']),
  }));
}

/** Keeps the cells of a window; the same window again has the same cells. */
export async function saveCells(db: Knex, toMs: number, windowDays: number, cells: readonly Cell[]): Promise<void> {
  await db('casework_cell').where({ to_at: toMs, window_days: windowDays }).delete();
  for (const { subjectCode, areaCode, entries, persons } of cells) {
    await db('casework_cell').insert({
      to_at: toMs,
      window_days: windowDays,
      subject_code: subjectCode,
      area_code: areaCode,
      entries,
      persons,
    });
  }
}

const toWarning = (row: Record<string, Stored>): Warning => ({
  id: String(row['id']),
  subjectCode: String(row['subject_code']),
  areaCode: String(row['area_code']),
  level: String(row['level']),
  raisedAt: Number(row['raised_at']),
  confirmed: toBoolean(row['confirmed']),
});

/** The open warning of a subject and a place. */
export async function findOpenWarning(db: Knex, subjectCode: string, areaCode: string): Promise<Warning | undefined> {
  const row: Record<string, Stored> | undefined = await db('casework_warning')
    .where({ subject_code: subjectCode, area_code: areaCode, open: true })
    .first();
  return row && toWarning(row);
}

export async function findWarning(db: Knex, id: string): Promise<Warning | undefined> {
  const row: Record<string, Stored> | undefined = await db('casework_warning').where({ id }).first();
  return row && toWarning(row);
}

export async function insertWarning(db: Knex, warning: Warning): Promise<void> {
  const { id, subjectCode, areaCode, level, raisedAt, confirmed } = warning;
  await db('casework_warning').insert({
    id,
    subject_code: subjectCode,
    area_code: areaCode,
    level,
    open: confirmed,
    confirmed,
    raised_at: raisedAt,
    updated_at: raisedAt,
  });
}

/** An open warning at another level. */
export async function updateWarning(db: Knex, id: string, level: string, updatedAt: number): Promise<void> {
  await db('casework_warning').where({ id }).update({ level, updated_at: updatedAt });
}
