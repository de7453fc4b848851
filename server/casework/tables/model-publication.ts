import type { Knex } from 'knex';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A version that a publication made. */
export interface PublishedDefinition {
  id: string;
  key: string;
  name: string | null;
  version: number;
}

/** A row of a table whose source is the law, before and after; null where it is not there. */
export interface LegalChange {
  decision: string;
  row: string;
  before: string | null;
  after: string | null;
}

/** `waiting`: a second administrator must agree; `refused`: that one did not; `published`: the engine has it. */
export type PublicationState = 'waiting' | 'published' | 'refused';

/** One publication of a model: who, why, with which warnings accepted, and what became of it. */
export interface ModelPublication {
  id: string;
  kind: string;
  modelKey: string;
  fileName: string;
  content: string;
  author: string;
  reason: string;
  warnings: string[];
  legalChanges: LegalChange[];
  state: PublicationState;
  definitions: PublishedDefinition[];
  /** Milliseconds since 1970, as `decidedAt`. */
  askedAt: number;
  /** The second administrator, where one was needed. */
  second: string | null;
  decidedAt: number | null;
}

interface Row {
  id: string;
  kind: string;
  model_key: string;
  file_name: string;
  content: string;
  author: string;
  reason: string;
  warnings: string;
  legal_changes: string;
  state: PublicationState;
  definitions: string;
  asked_at: Stored;
  second: string | null;
  decided_at: Stored;
}

const toRow = (publication: ModelPublication): Row => ({
  id: publication.id,
  kind: publication.kind,
  model_key: publication.modelKey,
  file_name: publication.fileName,
  content: publication.content,
  author: publication.author,
  reason: publication.reason,
  warnings: JSON.stringify(publication.warnings),
  legal_changes: JSON.stringify(publication.legalChanges),
  state: publication.state,
  definitions: JSON.stringify(publication.definitions),
  asked_at: publication.askedAt,
  second: publication.second,
  decided_at: publication.decidedAt,
});

const toPublication = (row: Row): ModelPublication => ({
  id: row.id,
  kind: row.kind,
  modelKey: row.model_key,
  fileName: row.file_name,
  content: row.content,
  author: row.author,
  reason: row.reason,
  warnings: JSON.parse(row.warnings),
  legalChanges: JSON.parse(row.legal_changes),
  state: row.state,
  definitions: JSON.parse(row.definitions),
  askedAt: toMsRequired(row.asked_at),
  second: row.second,
  decidedAt: toMs(row.decided_at),
});

/** What was published of a model or waits to be, newest first. */
export async function listModelPublications(db: Knex, kind: string, modelKey: string): Promise<ModelPublication[]> {
  const rows: Row[] = await db('casework_model_publication')
    .where({ kind, model_key: modelKey })
    .orderBy([{ column: 'asked_at', order: 'desc' }, { column: 'id' }])
    .limit(200);
  return rows.map(toPublication);
}

/** The publication with this id. */
export async function findModelPublication(db: Knex, id: string): Promise<ModelPublication | undefined> {
  const row: Row | undefined = await db('casework_model_publication').where({ id }).first();
  return row && toPublication(row);
}

/** Adds a publication. */
export async function insertModelPublication(db: Knex, publication: ModelPublication): Promise<void> {
  await db('casework_model_publication').insert(toRow(publication));
}

/** Writes what became of a publication that waited. False when somebody decided before. */
export async function decideModelPublication(db: Knex, publication: ModelPublication): Promise<boolean> {
  const row = toRow(publication);
  const changed = await db('casework_model_publication').where({ id: row.id, state: 'waiting' }).update(row);
  return changed === 1;
}
