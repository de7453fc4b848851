import type { Knex } from 'knex';
import type { Book, Level, PetitionState } from '../codes.ts';
import { vaultOf } from '../vault/vault.ts';
import { type Stored, toBoolean, toMs, toMsRequired, toRecord } from './row-values.ts';

/** What the figures are computed from: one entry of the register, no word of it and nobody's name. Times are milliseconds since 1970. */
export interface EntryFacts {
  id: string;
  book: Book;
  areaCode: string;
  subjectCode: string;
  state: PetitionState;
  outcome: string | null;
  highestLevel: Level | null;
  proxied: boolean;
  residentVisits: number;
  round: number;
  groupSize: number;
  petitionerHash: string | null;
  repeatOf: string | null;
  receivedAt: number;
  intakeDueAt: number | null;
  acceptedAt: number | null;
  deadlineAt: number | null;
  extendedFrom: number | null;
  concludedAt: number | null;
  /** The first written opinion of a unit. */
  answeredAt: number | null;
  /** When it first went to a unit, and the area of the unit that leads. */
  sentToUnitAt: number | null;
  leadUnitId: string | null;
  leadUnitArea: string | null;
  /** When the first letter to the petitioner left. */
  informedAt: number | null;
}

export interface RatingFacts {
  petitionId: string;
  overall: string;
}

export interface OrderFacts {
  unitId: string | null;
  verdict: string | null;
  issuedAt: number;
  closedAt: number | null;
}

export interface DisputeFacts {
  petitionId: string;
  outcome: string | null;
  closedAt: number | null;
}

export interface AgreementFacts {
  performAt: number | null;
  /** A party had to be told how to have it enforced. */
  broken: boolean;
}

export interface SuggestionFacts {
  petitionId: string;
  screening: string | null;
  argued: boolean;
  publishedAt: number | null;
}

export interface LetterFacts {
  createdAt: number;
  sentAt: number | null;
  deliveredAt: number | null;
}

export interface WarningFacts {
  subjectCode: string;
  areaCode: string;
  raisedAt: number;
  /** Whether a person took it for real. */
  confirmed: boolean;
}

/** Half open: from `fromMs` to before `beforeMs`. */
export interface Period {
  fromMs: number;
  beforeMs: number;
}

type Row<Key extends string> = Record<Key, Stored>;

const text = (value: Stored): string | null => (value === null || value === undefined ? null : String(value));
const below = (areaCode: string) => `${areaCode}%`;

/** All entries of an area with everything below it, sealed ones left out. */
export async function listEntryFacts(db: Knex, areaCode: string): Promise<EntryFacts[]> {
  const sent = db('casework_delivery as v')
    .join('casework_document as d', 'd.id', 'v.document_id')
    .groupBy('d.petition_id')
    .select({ petition_id: 'd.petition_id', informed_at: db.raw('min(v.sent_at)') })
    .as('sent');
  const inbox = db('casework_unit_inbox')
    .groupBy('petition_id')
    .select({ petition_id: 'petition_id', sent_at: db.raw('min(sent_at)') })
    .as('inbox');
  const answers = db('casework_audit')
    .where({ action: 'answered' })
    .groupBy('petition_id')
    .select({ petition_id: 'petition_id', answered_at: db.raw('min(at)') })
    .as('answers');
  const rows: Row<string>[] = await db('casework_petition as p')
    .leftJoin(sent, 'sent.petition_id', 'p.id')
    .leftJoin(inbox, 'inbox.petition_id', 'p.id')
    .leftJoin(answers, 'answers.petition_id', 'p.id')
    .leftJoin('casework_unit as u', 'u.id', 'p.lead_unit_id')
    .where('p.sealed', false)
    .whereLike('p.area_code', below(areaCode))
    .orderBy(['p.received_at', 'p.business_key'])
    .select('p.*', { unit_area: 'u.area_code' }, 'sent.informed_at', 'inbox.sent_at', {
      first_answer: 'answers.answered_at',
    });
  return rows.map((row) => ({
    id: String(row['id']),
    book: text(row['book']) as Book,
    areaCode: String(row['area_code']),
    subjectCode: String(row['subject_code']),
    state: text(row['state']) as PetitionState,
    outcome: text(row['outcome']),
    highestLevel: text(row['highest_level']) as Level | null,
    proxied: text(row['first_agent_id']) !== null,
    residentVisits: Number(row['resident_visits']),
    round: Number(row['round']),
    groupSize: Number(row['group_size']),
    petitionerHash: text(row['petitioner_hash']),
    repeatOf: text(row['repeat_of']) ?? text(row['earlier_reference']),
    receivedAt: toMsRequired(row['received_at']),
    intakeDueAt: toMs(row['intake_due_at']),
    acceptedAt: toMs(row['accepted_at']),
    deadlineAt: toMs(row['deadline_at']),
    extendedFrom: toMs(row['extended_from']),
    concludedAt: toMs(row['concluded_at']),
    answeredAt: toMs(row['first_answer']),
    sentToUnitAt: toMs(row['sent_at']),
    leadUnitId: text(row['lead_unit_id']),
    leadUnitArea: text(row['unit_area']),
    informedAt: toMs(row['informed_at']),
  }));
}

/** Joins a table of things that belong to entries with the entries of an area. */
function ofArea(db: Knex, table: string, areaCode: string): Knex.QueryBuilder {
  return db(`${table} as t`)
    .join('casework_petition as p', 'p.id', 't.petition_id')
    .where('p.sealed', false)
    .whereLike('p.area_code', below(areaCode));
}

const within = (query: Knex.QueryBuilder, column: string, { fromMs, beforeMs }: Period): Knex.QueryBuilder =>
  query.where(column, '>=', fromMs).where(column, '<', beforeMs);

/** Who was asked how satisfied they are, by the moment of asking; `noAnswer` for who said nothing. */
export async function listRatingFacts(db: Knex, areaCode: string, period: Period): Promise<RatingFacts[]> {
  const rows: Row<'petition_id' | 'answer'>[] = await within(
    ofArea(db, 'casework_rating', areaCode),
    't.invited_at',
    period,
  ).select('t.petition_id', 't.answer');
  const vault = vaultOf(db);
  return rows.map(({ petition_id: id, answer }) => {
    const { overall } = answer === null ? {} : toRecord(vault.open(String(answer), 'rating.answer'));
    return { petitionId: String(id), overall: typeof overall === 'string' ? overall : 'noAnswer' };
  });
}

/** Orders by the moment they were issued. */
export async function listOrderFacts(db: Knex, areaCode: string, period: Period): Promise<OrderFacts[]> {
  const rows: Row<'unit_id' | 'verdict' | 'issued_at' | 'closed_at'>[] = await within(
    ofArea(db, 'casework_supervision_order', areaCode),
    't.issued_at',
    period,
  ).select('t.unit_id', 't.verdict', 't.issued_at', 't.closed_at');
  return rows.map((row) => ({
    unitId: text(row.unit_id),
    verdict: text(row.verdict),
    issuedAt: toMsRequired(row.issued_at),
    closedAt: toMs(row.closed_at),
  }));
}

/** Disputes by the moment the entry was received. */
export async function listDisputeFacts(db: Knex, areaCode: string, period: Period): Promise<DisputeFacts[]> {
  const rows: Row<'petition_id' | 'outcome' | 'closed_at'>[] = await within(
    ofArea(db, 'casework_dispute', areaCode),
    'p.received_at',
    period,
  ).select('t.petition_id', 't.outcome', 't.closed_at');
  return rows.map((row) => ({
    petitionId: String(row.petition_id),
    outcome: text(row.outcome),
    closedAt: toMs(row.closed_at),
  }));
}

/** Agreements by the day on which they were to be performed. */
export async function listAgreementFacts(db: Knex, areaCode: string, period: Period): Promise<AgreementFacts[]> {
  const advised = db('casework_document').where({ template: 'performanceAdvice' }).select('petition_id');
  const rows: Row<'petition_id' | 'perform_at' | 'advised'>[] = await within(
    ofArea(db, 'casework_agreement', areaCode),
    't.perform_at',
    period,
  ).select('t.petition_id', 't.perform_at');
  const broken = new Set((await advised).map((row: Row<'petition_id'>) => String(row.petition_id)));
  return rows.map((row) => ({ performAt: toMs(row.perform_at), broken: broken.has(String(row.petition_id)) }));
}

/** Suggestions by the moment they were received. */
export async function listSuggestionFacts(db: Knex, areaCode: string, period: Period): Promise<SuggestionFacts[]> {
  const rows: Row<'petition_id' | 'screening' | 'published_at'>[] = await within(
    ofArea(db, 'casework_suggestion', areaCode),
    'p.received_at',
    period,
  ).select('t.petition_id', 't.screening', 't.published_at');
  const argued: Row<'petition_id'>[] = await db('casework_statement')
    .where({ purpose: 'argument' })
    .distinct('petition_id');
  const ids = new Set(argued.map((row) => String(row.petition_id)));
  return rows.map((row) => ({
    petitionId: String(row.petition_id),
    screening: text(row.screening),
    argued: ids.has(String(row.petition_id)),
    publishedAt: toMs(row.published_at),
  }));
}

/** Warnings by the moment they were raised, of an area with everything below it. */
export async function listWarningFacts(db: Knex, areaCode: string, period: Period): Promise<WarningFacts[]> {
  const rows: Row<'subject_code' | 'area_code' | 'raised_at' | 'confirmed'>[] = await within(
    db('casework_warning').whereLike('area_code', below(areaCode)),
    'raised_at',
    period,
  ).select('subject_code', 'area_code', 'raised_at', 'confirmed');
  return rows.map((row) => ({
    subjectCode: String(row.subject_code),
    areaCode: String(row.area_code),
    raisedAt: toMsRequired(row.raised_at),
    confirmed: toBoolean(row.confirmed),
  }));
}

/** Letters by the moment they were written. */
export async function listLetterFacts(db: Knex, areaCode: string, period: Period): Promise<LetterFacts[]> {
  const sent = db('casework_delivery')
    .groupBy('document_id')
    .select({ document_id: 'document_id', sent_at: db.raw('min(sent_at)') })
    .as('sent');
  const rows: Row<'created_at' | 'sent_at' | 'delivered_at'>[] = await within(
    ofArea(db, 'casework_document', areaCode).leftJoin(sent, 'sent.document_id', 't.id'),
    't.created_at',
    period,
  ).select('t.created_at', 'sent.sent_at', 't.delivered_at');
  return rows.map((row) => ({
    createdAt: toMsRequired(row.created_at),
    sentAt: toMs(row.sent_at),
    deliveredAt: toMs(row.delivered_at),
  }));
}
