import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMsRequired, toTextList } from './row-values.ts';

export type DisclosedRecord = 'petition' | 'persons' | 'document' | 'attachment' | 'lookup' | 'expert' | 'sealed';

/** One reading of personal data. Rows are only ever added. */
export interface Disclosure {
  id: number;
  /** null for what belongs to no petition. */
  petitionId: string | null;
  record: DisclosedRecord;
  recordId: string | null;
  /** Names of what was read, never the values. */
  fields: string[];
  /** What kind of viewer it was; a petitioner has no id. */
  viewerKind: string;
  actor: string | null;
  reason: string | null;
  at: number;
}

interface Row {
  id: number;
  petition_id: string | null;
  record: DisclosedRecord;
  record_id: string | null;
  fields: string;
  viewer_kind: string;
  actor: string | null;
  reason: string | null;
  at: Stored;
}

const toDisclosure = (vault: Vault, row: Row): Disclosure => ({
  id: row.id,
  petitionId: row.petition_id,
  record: row.record,
  recordId: row.record_id,
  fields: toTextList(row.fields),
  viewerKind: row.viewer_kind,
  actor: row.actor,
  reason: vault.open(row.reason, 'disclosure.reason'),
  at: toMsRequired(row.at),
});

/** Adds a reading; committed before what was read is answered. */
export async function insertDisclosure(db: Knex, disclosure: Omit<Disclosure, 'id'>): Promise<void> {
  await db('casework_disclosure').insert({
    petition_id: disclosure.petitionId,
    record: disclosure.record,
    record_id: disclosure.recordId,
    fields: JSON.stringify(disclosure.fields),
    viewer_kind: disclosure.viewerKind,
    actor: disclosure.actor,
    reason: vaultOf(db).seal(disclosure.reason, 'disclosure.reason'),
    at: disclosure.at,
  });
}

export interface DisclosureFilter {
  petitionId?: string;
  actor?: string;
  /** At or after, milliseconds since 1970. */
  fromMs?: number;
  /** Before, milliseconds since 1970. */
  beforeMs?: number;
}

/** One page of the readings, newest first, and the number of all that match. */
export async function listDisclosures(
  db: Knex,
  filter: DisclosureFilter,
  page: { firstResult: number; maxResults: number },
): Promise<{ total: number; disclosures: Disclosure[] }> {
  const found = () =>
    db('casework_disclosure').modify((q) => {
      if (filter.petitionId !== undefined) q.where('petition_id', filter.petitionId);
      if (filter.actor !== undefined) q.where('actor', filter.actor);
      if (filter.fromMs !== undefined) q.where('at', '>=', filter.fromMs);
      if (filter.beforeMs !== undefined) q.where('at', '<', filter.beforeMs);
    });
  const counted: { n?: Stored } | undefined = await found().count({ n: '*' }).first();
  const rows: Row[] = await found().orderBy('id', 'desc').offset(page.firstResult).limit(page.maxResults);
  return { total: Number(counted?.n ?? 0), disclosures: rows.map((row) => toDisclosure(vaultOf(db), row)) };
}
