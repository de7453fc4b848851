import type { Knex } from 'knex';
import type {
  Book,
  Channel,
  ContactBy,
  Level,
  LitigationState,
  PetitionKind,
  PetitionState,
  SubjectCode,
} from '../codes.ts';
import { OPEN_STATES } from '../codes.ts';
import { type Facts, UNKNOWN_FACTS } from '../intake/facts.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { readKept, writeKept } from './kept-rows.ts';
import { type Stored, toBoolean, toMs, toMsRequired, toRecord, toTextList } from './row-values.ts';
import { indexTexts, newSearchNo } from './search-index.ts';

/** A petition as the register keeps it. Times are milliseconds since 1970. */
export interface Petition {
  id: string;
  businessKey: string;
  book: Book;
  areaCode: string;
  channel: Channel;
  subjectCode: SubjectCode;
  kind: PetitionKind | null;
  /** The matter in the petitioner's words; empty once it is sealed. */
  content: string;
  claims: string[];
  happenedOn: string | null;
  accusedUnitId: string | null;
  accusedAgentIds: string[];
  litigationState: LitigationState;
  groupSize: number;
  wantsProxy: boolean;
  contactBy: ContactBy;
  consentToShare: boolean;
  registeredBy: string | null;
  facts: Facts;
  /** Keyed hashes by which the same text and the same petitioner are found again. */
  textHash: string;
  petitionerHash: string | null;
  residentVisits: number;
  state: PetitionState;
  outcome: string | null;
  /** Left out of every list and search. */
  sealed: boolean;
  level: Level | null;
  highestLevel: Level | null;
  assigneeId: string | null;
  firstAgentId: string | null;
  leadUnitId: string | null;
  round: number;
  receivedAt: number;
  /** Until when it must be registered and routed. */
  intakeDueAt: number | null;
  acceptedAt: number | null;
  /** The legal clock: set once, moved only by an approved extension. */
  deadlineAt: number | null;
  /** The deadline before an approved extension. */
  extendedFrom: number | null;
  answeredAt: number | null;
  concludedAt: number | null;
  /** When it reached any final state, concluded or otherwise. */
  closedAt: number | null;
  duplicateOf: string | null;
  repeatOf: string | null;
  /** Number of an earlier petition on the same matter, as the petitioner named it; it may be older than this register. */
  earlierReference: string | null;
  /** Number among the 30 samples of the sample office, else null. */
  sampleNumber: number | null;
  /** After a re-review: the same facts and reasons are not taken on again. */
  finalAt: number | null;
}

const COLUMNS: { readonly [Key in keyof Petition]: string } = {
  id: 'id',
  businessKey: 'business_key',
  book: 'book',
  areaCode: 'area_code',
  channel: 'channel',
  subjectCode: 'subject_code',
  kind: 'kind',
  content: 'content',
  claims: 'claims',
  happenedOn: 'happened_on',
  accusedUnitId: 'accused_unit_id',
  accusedAgentIds: 'accused_agent_ids',
  litigationState: 'litigation_state',
  groupSize: 'group_size',
  wantsProxy: 'wants_proxy',
  contactBy: 'contact_by',
  consentToShare: 'consent_to_share',
  registeredBy: 'registered_by',
  facts: 'facts',
  textHash: 'text_hash',
  petitionerHash: 'petitioner_hash',
  residentVisits: 'resident_visits',
  state: 'state',
  outcome: 'outcome',
  sealed: 'sealed',
  level: 'level',
  highestLevel: 'highest_level',
  assigneeId: 'assignee_id',
  firstAgentId: 'first_agent_id',
  leadUnitId: 'lead_unit_id',
  round: 'round',
  receivedAt: 'received_at',
  intakeDueAt: 'intake_due_at',
  acceptedAt: 'accepted_at',
  deadlineAt: 'deadline_at',
  extendedFrom: 'extended_from',
  answeredAt: 'answered_at',
  concludedAt: 'concluded_at',
  closedAt: 'closed_at',
  duplicateOf: 'duplicate_of',
  repeatOf: 'repeat_of',
  earlierReference: 'earlier_reference',
  sampleNumber: 'sample_number',
  finalAt: 'final_at',
};

export interface PetitionRow {
  id: string;
  business_key: string;
  book: Book;
  area_code: string;
  channel: Channel;
  subject_code: SubjectCode;
  kind: PetitionKind | null;
  content: string;
  claims: string;
  happened_on: string | null;
  accused_unit_id: string | null;
  accused_agent_ids: string;
  litigation_state: LitigationState;
  group_size: number;
  wants_proxy: Stored;
  contact_by: ContactBy;
  consent_to_share: Stored;
  registered_by: string | null;
  facts: string;
  text_hash: string;
  petitioner_hash: string | null;
  resident_visits: number;
  state: PetitionState;
  outcome: string | null;
  sealed: Stored;
  level: Level | null;
  highest_level: Level | null;
  assignee_id: string | null;
  first_agent_id: string | null;
  lead_unit_id: string | null;
  round: number;
  received_at: Stored;
  intake_due_at: Stored;
  accepted_at: Stored;
  deadline_at: Stored;
  extended_from: Stored;
  answered_at: Stored;
  concluded_at: Stored;
  closed_at: Stored;
  duplicate_of: string | null;
  repeat_of: string | null;
  earlier_reference: string | null;
  sample_number: number | null;
  final_at: Stored;
}

/** A row as the register speaks of it. */
export function toPetition(vault: Vault, row: PetitionRow): Petition {
  return {
    id: row.id,
    businessKey: row.business_key,
    book: row.book,
    areaCode: row.area_code,
    channel: row.channel,
    subjectCode: row.subject_code,
    kind: row.kind,
    content: vault.open(row.content, 'petition.content'),
    claims: toTextList(vault.open(row.claims, 'petition.claims')),
    happenedOn: row.happened_on,
    accusedUnitId: row.accused_unit_id,
    accusedAgentIds: toTextList(row.accused_agent_ids),
    litigationState: row.litigation_state,
    groupSize: row.group_size,
    wantsProxy: toBoolean(row.wants_proxy),
    contactBy: row.contact_by,
    consentToShare: toBoolean(row.consent_to_share),
    registeredBy: row.registered_by,
    facts: { ...UNKNOWN_FACTS, ...toRecord(row.facts) },
    textHash: row.text_hash,
    petitionerHash: row.petitioner_hash,
    residentVisits: row.resident_visits,
    state: row.state,
    outcome: row.outcome,
    sealed: toBoolean(row.sealed),
    level: row.level,
    highestLevel: row.highest_level,
    assigneeId: row.assignee_id,
    firstAgentId: row.first_agent_id,
    leadUnitId: row.lead_unit_id,
    round: row.round,
    receivedAt: toMsRequired(row.received_at),
    intakeDueAt: toMs(row.intake_due_at),
    acceptedAt: toMs(row.accepted_at),
    deadlineAt: toMs(row.deadline_at),
    extendedFrom: toMs(row.extended_from),
    answeredAt: toMs(row.answered_at),
    concludedAt: toMs(row.concluded_at),
    closedAt: toMs(row.closed_at),
    duplicateOf: row.duplicate_of,
    repeatOf: row.repeat_of,
    earlierReference: row.earlier_reference,
    sampleNumber: row.sample_number,
    finalAt: toMs(row.final_at),
  };
}

function toColumns(vault: Vault, values: Partial<Petition>): Record<string, Knex.Value> {
  const columns: Record<string, Knex.Value> = {};
  for (const [key, column] of Object.entries(COLUMNS)) {
    const value = values[key as keyof Petition];
    if (value === undefined) continue;
    columns[column] = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  }
  if (values.content !== undefined) columns[COLUMNS.content] = vault.seal(values.content, 'petition.content');
  if (values.claims) columns[COLUMNS.claims] = vault.seal(JSON.stringify(values.claims), 'petition.claims');
  return columns;
}

const TABLE = 'casework_petition';
/** Ids as they are given; a number of a book looks otherwise. */
const ID = /^[0-9a-f]{8}-/;

/** Adds a petition. @throws when its business key is taken */
export async function insertPetition(db: Knex, petition: Petition): Promise<void> {
  await db(TABLE).insert({ ...toColumns(vaultOf(db), petition), ...newSearchNo(db) });
  await indexTexts(db, petition);
}

/** Changes the given fields. */
export async function updatePetition(db: Knex, id: string, changes: Partial<Omit<Petition, 'id'>>): Promise<void> {
  const columns = toColumns(vaultOf(db), changes);
  if (Object.keys(columns).length === 0) return;
  await writeKept(db, TABLE, async () => db(TABLE).where({ id }).update(columns), id);
  if (changes.content === undefined && changes.claims === undefined && changes.sealed === undefined) return;
  const petition = await findPetition(db, id);
  if (petition) await indexTexts(db, petition);
}

/** @param key the business key or the id */
export async function findPetition(db: Knex, key: string): Promise<Petition | undefined> {
  const row = ID.test(key)
    ? await readKept<PetitionRow>(db, TABLE, key, () => db(TABLE).where({ id: key }).first())
    : await db(TABLE).where({ business_key: key }).orWhere({ id: key }).first();
  return row && toPetition(vaultOf(db), row);
}

/** Entries of one book by the same petitioner or with the same text, oldest first, without `exceptId`. */
export async function findRelatedPetitions(
  db: Knex,
  hashes: { book: Book; textHash: string; petitionerHash: string | null },
  exceptId: string,
): Promise<Petition[]> {
  // By the hashes alone: SQLite would go through the whole book, for its order.
  const rows: PetitionRow[] = await db(TABLE)
    .where({ text_hash: hashes.textHash })
    .modify((q) => {
      if (hashes.petitionerHash) q.orWhere({ petitioner_hash: hashes.petitionerHash });
    });
  return rows
    .filter(({ id, book }) => id !== exceptId && book === hashes.book)
    .map((row) => toPetition(vaultOf(db), row))
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.businessKey < b.businessKey ? -1 : 1));
}

/** Newest petitions that one is compared with. */
const MOST_COMPARED = 300;

/**
 * Earlier petitions that may be alike, newest first: of the same petitioner or with the same text, or received since then on the same
 * subject in the same town (or its like). Sealed, merged and withdrawn ones are left out.
 */
export async function findAlikePetitions(
  db: Knex,
  own: Pick<Petition, 'id' | 'areaCode' | 'subjectCode' | 'textHash' | 'petitionerHash' | 'receivedAt'>,
  sinceMs: number,
): Promise<Petition[]> {
  const rows: PetitionRow[] = await db(TABLE)
    .where({ book: 'petition', sealed: false })
    .whereNot({ id: own.id })
    .whereNotIn('state', ['merged', 'withdrawn'])
    .where('received_at', '<=', own.receivedAt)
    .where((either) => {
      either.where({ text_hash: own.textHash });
      if (own.petitionerHash) either.orWhere({ petitioner_hash: own.petitionerHash });
      either.orWhere((near) =>
        near
          .where({ subject_code: own.subjectCode })
          .whereLike('area_code', `${own.areaCode.slice(0, 9)}%`)
          .where('received_at', '>=', sinceMs),
      );
    })
    .orderBy([
      { column: 'received_at', order: 'desc' },
      { column: 'business_key', order: 'desc' },
    ])
    .limit(MOST_COMPARED);
  return rows.map((row) => toPetition(vaultOf(db), row));
}

/** Suggestions on a subject that are not settled yet, oldest first, without `exceptId`. */
export async function listOpenSuggestions(db: Knex, subjectCode: string, exceptId: string): Promise<Petition[]> {
  const rows: PetitionRow[] = await db(TABLE)
    .where({ book: 'suggestion', subject_code: subjectCode })
    .whereIn('state', [...OPEN_STATES])
    .whereNot({ id: exceptId })
    .orderBy(['received_at', 'business_key']);
  return rows.map((row) => toPetition(vaultOf(db), row));
}

/** How many petitions there are, sealed ones too. */
export async function countPetitions(db: Knex): Promise<number> {
  const row: { n?: Stored } | undefined = await db(TABLE).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}
