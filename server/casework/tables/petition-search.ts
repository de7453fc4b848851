import type { Knex } from 'knex';
import type { Channel, Level, PetitionKind, PetitionState, SubjectCode } from '../codes.ts';
import { OPEN_STATES } from '../codes.ts';
import { vaultOf } from '../vault/vault.ts';
import { type Petition, type PetitionRow, toPetition } from './petition.ts';
import { type ListReach, withinReach } from './petition-reach.ts';
import type { Stored } from './row-values.ts';
import { prepareWords, type SearchWords } from './search-words.ts';

export interface PetitionFilter {
  state?: PetitionState;
  /** With all areas below it. */
  areaCode?: string;
  subjectCode?: SubjectCode;
  kind?: PetitionKind;
  level?: Level;
  channel?: Channel;
  /** Open and past its deadline, or not. */
  late?: boolean;
  /** Words that must all stand in the text, the claims, the number, the subject or the name of the place or one above it. */
  words?: readonly string[];
  /** Received at or after, milliseconds since 1970. */
  fromMs?: number;
  /** Received before, milliseconds since 1970. */
  beforeMs?: number;
  sample?: boolean;
  /** Only sealed ones; they are never mixed with the others. */
  sealed?: boolean;
}

export interface PetitionPage {
  sortBy: 'receivedAt' | 'deadlineAt' | 'businessKey';
  sortOrder: 'asc' | 'desc';
  firstResult: number;
  maxResults: number;
}

/** What is due next: the legal deadline, or before acceptance the end of the intake period. */
const DUE = 'coalesce(deadline_at, intake_due_at)';

const SORT_COLUMNS = { receivedAt: 'received_at', deadlineAt: 'deadline_at', businessKey: 'business_key' } as const;

function filtered(
  db: Knex,
  filter: PetitionFilter,
  nowMs: number,
  reach: ListReach,
  words?: SearchWords,
): Knex.QueryBuilder {
  return db('casework_petition').modify((q) => {
    withinReach(q, reach);
    q.where('book', 'petition').where('sealed', filter.sealed === true);
    if (filter.state) q.where('state', filter.state);
    if (filter.areaCode) q.whereLike('area_code', `${filter.areaCode}%`);
    if (filter.subjectCode) q.where('subject_code', filter.subjectCode);
    if (filter.kind) q.where('kind', filter.kind);
    if (filter.level) q.where('level', filter.level);
    if (filter.channel) q.where('channel', filter.channel);
    if (filter.fromMs !== undefined) q.where('received_at', '>=', filter.fromMs);
    if (filter.beforeMs !== undefined) q.where('received_at', '<', filter.beforeMs);
    if (filter.sample === true) q.whereNotNull('sample_number');
    if (filter.sample === false) q.whereNull('sample_number');
    if (filter.late === true) q.whereIn('state', [...OPEN_STATES]).whereRaw(`${DUE} < ?`, [nowMs]);
    if (filter.late === false) {
      q.where((either) =>
        either
          .whereNotIn('state', [...OPEN_STATES])
          .orWhereRaw(`${DUE} is null`)
          .orWhereRaw(`${DUE} >= ?`, [nowMs]),
      );
    }
    words?.where(q);
  });
}

/** Up to here it is looked whether a petition that the index found has the words; whatever else was found is only counted. */
const MOST_OPENED = 200;

/**
 * One page of the register and the number of all petitions that match. With words of more than two characters, and more than two hundred
 * petitions found, that number may be too high by those that have all pairs of a word but not the word.
 */
export async function searchPetitions(
  db: Knex,
  filter: PetitionFilter,
  page: PetitionPage,
  nowMs: number,
  reach: ListReach,
): Promise<{ total: number; petitions: Petition[] }> {
  const words = filter.words?.length ? await prepareWords(db, filter.words) : undefined;
  const found = () => filtered(db, filter, nowMs, reach, words);
  const read = async (offset: number, limit: number): Promise<Petition[]> => {
    const rows: PetitionRow[] = await found()
      .select('*')
      .orderBy([
        { column: SORT_COLUMNS[page.sortBy], order: page.sortOrder, nulls: 'last' },
        { column: 'business_key', order: page.sortOrder },
      ])
      .offset(offset)
      .limit(limit);
    return rows.map((row) => toPetition(vaultOf(db), row));
  };
  const counted: { n?: Stored } | undefined = await found().count({ n: '*' }).first();
  const total = Number(counted?.n ?? 0);
  if (!words || words.certain) return { total, petitions: await read(page.firstResult, page.maxResults) };
  const last = page.firstResult + page.maxResults;
  const opened = await read(0, Math.max(MOST_OPENED, last));
  const petitions = opened.filter(words.foundIn);
  return {
    total: total - opened.length + petitions.length,
    petitions: petitions.slice(page.firstResult, last),
  };
}

/** How many unsealed petitions stand in each value of a column. */
export async function countPetitionsBy(
  db: Knex,
  column: 'state' | 'level',
  reach: ListReach,
): Promise<Record<string, number>> {
  const rows: ({ n: Stored } & Partial<Record<'state' | 'level', string>>)[] = await db('casework_petition')
    .where({ book: 'petition', sealed: false })
    .modify((q) => withinReach(q, reach))
    .whereNotNull(column)
    .groupBy(column)
    .select(column)
    .count({ n: '*' });
  return Object.fromEntries(rows.map((row) => [String(row[column]), Number(row.n)]));
}

/** How many unsealed petitions are open and past their deadline. */
export async function countLatePetitions(db: Knex, nowMs: number, reach: ListReach): Promise<number> {
  const row: { n?: Stored } | undefined = await filtered(db, { late: true }, nowMs, reach).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}
