import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { dayOf } from '../calendar/working-days.ts';
import { BOOK_LETTERS, type Book } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { toEngineTime } from '../engine-time.ts';
import { invalid, type Problem } from '../errors.ts';
import { findAgent } from '../tables/agent.ts';
import { findArea } from '../tables/area.ts';
import { insertTextAttachment } from '../tables/attachment.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import { saveLikeness } from '../tables/likeness.ts';
import { insertOutboxEntry } from '../tables/outbox.ts';
import { insertPersons, type Person, type PersonRole } from '../tables/person.ts';
import { findPetition, insertPetition, type Petition } from '../tables/petition.ts';
import { insertSubmission } from '../tables/submission.ts';
import { findUnit } from '../tables/unit.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import type { PersonForm, PetitionForm } from './petition-form.ts';
import { petitionerHash, textHash } from './same-matter.ts';

/**
 * Registers a petition: register, persons, submission and outbox row in one transaction. The process starts when the outbox is next woken.
 * @throws Refusal 422 when the form names an area, unit or agent that does not exist
 */
export async function registerPetition(
  context: CaseworkContext,
  form: PetitionForm,
  sampleNumber: number | null = null,
): Promise<Petition> {
  return context.transact((trx) => registerWithin(trx, context, form, sampleNumber));
}

/** A variable as the engine's contract writes it. */
export type EngineValue = { value: string | number | boolean | null; type: string };

/** The book an entry goes into, and the message that starts its process. */
export interface EntryKind {
  book: Book;
  processKey: string;
  messageName: string;
  /** Further variables of the message. */
  variables?: Readonly<Record<string, EngineValue>>;
}

const PETITION: EntryKind = {
  book: 'petition',
  processKey: 'petition-intake',
  messageName: 'MSG_PETITION_SUBMITTED',
};

/** As `registerPetition`, inside a transaction of the caller, and into any book. */
export async function registerWithin(
  trx: Knex,
  { clock }: Pick<CaseworkContext, 'clock'>,
  form: PetitionForm,
  sampleNumber: number | null,
  kind: EntryKind = PETITION,
): Promise<Petition> {
  await checkReferences(trx, form);
  const nowMs = clock.now();
  const petition = newPetition(vaultOf(trx), form, nowMs, {
    book: kind.book,
    businessKey: await drawBusinessKey(trx, kind.book, form.areaCode, nowMs),
    sampleNumber,
  });
  await insertPetition(trx, petition);
  await insertPersons(trx, personsOf(petition, form));
  await insertSubmission(trx, {
    id: randomUUID(),
    petitionId: petition.id,
    mergedFrom: null,
    channel: form.channel,
    receivedAt: nowMs,
    textHash: petition.textHash,
  });
  if (form.wholeLetter !== null) {
    await insertTextAttachment(trx, {
      petitionId: petition.id,
      fileName: '来信全文.txt',
      content: form.wholeLetter,
      addedAt: nowMs,
      addedBy: form.registeredBy,
    });
  }
  await insertOutboxEntry(trx, {
    processKey: kind.processKey,
    petitionId: petition.id,
    businessKey: petition.businessKey,
    body: JSON.stringify(startMessage(petition, kind)),
    createdAt: nowMs,
  });
  await noteLikeness(trx, petition, form);
  await addAuditEntry(trx, {
    petitionId: petition.id,
    action: 'registered',
    actor: form.registeredBy,
    detail: { channel: form.channel },
    at: nowMs,
  });
  return petition;
}

/** What the registrar decided about earlier petitions that were offered as the same matter. A number from before this register says nothing here. */
async function noteLikeness(trx: Knex, petition: Petition, form: PetitionForm): Promise<void> {
  const named = form.earlierBusinessKey === null ? [] : [form.earlierBusinessKey];
  for (const [keys, same] of [
    [form.differentFrom, false],
    [named, true],
  ] as const) {
    for (const key of keys) {
      const other = await findPetition(trx, key);
      if (!other || other.sealed) continue;
      const decision = { petitionId: petition.id, otherId: other.id, same, decidedBy: form.registeredBy };
      await saveLikeness(trx, { ...decision, decidedAt: petition.receivedAt });
    }
  }
}

async function checkReferences(db: Knex, form: PetitionForm): Promise<void> {
  const problems: Problem[] = [];
  const area = await findArea(db, form.areaCode);
  if (!area) problems.push({ field: 'areaCode', reason: `没有编码为 ${form.areaCode} 的属地` });
  else if (area.closedAt !== null) problems.push({ field: 'areaCode', reason: `属地 ${area.name} 已撤销` });
  if (form.accusedUnitId && !(await findUnit(db, form.accusedUnitId))) {
    problems.push({ field: 'accusedUnitId', reason: '没有这个单位' });
  }
  for (const agentId of form.accusedAgentIds) {
    if (!(await findAgent(db, agentId))) problems.push({ field: 'accusedAgentIds', reason: '没有这名代理员' });
  }
  if (form.registeredBy && !(await findAgent(db, form.registeredBy))) {
    problems.push({ field: 'registeredBy', reason: '没有这名代理员' });
  }
  if (problems.length > 0) throw invalid(problems);
}

/** `XF-{areaCode}-{yyyymmdd}-{seq5}`, numbered per book, area and day. */
async function drawBusinessKey(db: Knex, book: Book, areaCode: string, nowMs: number): Promise<string> {
  const series = `${BOOK_LETTERS[book]}-${areaCode}-${dayOf(nowMs).replaceAll('-', '')}`;
  return `${series}-${String(await drawNumber(db, series)).padStart(5, '0')}`;
}

function newPetition(
  vault: Vault,
  form: PetitionForm,
  nowMs: number,
  { book, businessKey, sampleNumber }: Pick<Petition, 'book' | 'businessKey' | 'sampleNumber'>,
): Petition {
  return {
    id: randomUUID(),
    businessKey,
    book,
    areaCode: form.areaCode,
    channel: form.channel,
    subjectCode: form.subjectCode,
    kind: null,
    content: form.content,
    claims: form.claims,
    happenedOn: form.happenedOn,
    accusedUnitId: form.accusedUnitId,
    accusedAgentIds: form.accusedAgentIds,
    litigationState: form.litigationState,
    groupSize: form.groupSize,
    wantsProxy: form.wantsProxy,
    contactBy: form.contactBy,
    consentToShare: form.consentToShare,
    registeredBy: form.registeredBy,
    facts: form.facts,
    textHash: textHash(vault, form.content),
    petitionerHash: petitionerHash(vault, form.petitioner),
    residentVisits: form.channel === 'visit' ? 1 : 0,
    state: 'registered',
    outcome: null,
    // An accusation is out of every list from its first moment, not only once its text has moved (R 30).
    sealed: form.facts.allegesOfficialMisconduct,
    level: null,
    highestLevel: null,
    assigneeId: null,
    firstAgentId: null,
    leadUnitId: null,
    round: 1,
    receivedAt: nowMs,
    intakeDueAt: null,
    acceptedAt: null,
    deadlineAt: null,
    extendedFrom: null,
    answeredAt: null,
    concludedAt: null,
    closedAt: null,
    duplicateOf: null,
    repeatOf: null,
    earlierReference: form.earlierBusinessKey,
    sampleNumber,
    finalAt: null,
  };
}

function personsOf({ id: petitionId, book }: Petition, form: PetitionForm): Person[] {
  const others: PersonRole = book === 'dispute' ? 'party' : 'member';
  const toPerson = (person: PersonForm, role: PersonRole): Person => ({
    id: randomUUID(),
    petitionId,
    role,
    name: person.name,
    idNo: person.idNo,
    phone: person.phone,
    address: person.address,
  });
  return [
    toPerson(form.petitioner, 'petitioner'),
    // Who speaks for a group it says itself (推选代表), and table `collective-rule` how many may.
    ...form.members.map((member) => toPerson(member, others)),
  ];
}

/** The request that starts the process of an entry; ids and facts only. */
function startMessage(petition: Petition, { messageName, variables }: EntryKind): object {
  const text = (value: string) => ({ value, type: 'String' });
  return {
    messageName,
    businessKey: petition.businessKey,
    processVariables: {
      petitionId: text(petition.id),
      channel: text(petition.channel),
      receivedAt: { value: toEngineTime(petition.receivedAt), type: 'Date' },
      areaCode: text(petition.areaCode),
      subjectCode: text(petition.subjectCode),
      ...variables,
    },
  };
}
