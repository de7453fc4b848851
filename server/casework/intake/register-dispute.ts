import type { Knex } from 'knex';
import { CHANNELS, CONTACT_WAYS, LITIGATION_STATES, SUBJECTS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import type { Problem } from '../errors.ts';
import { saveDispute } from '../tables/dispute.ts';
import type { Petition } from '../tables/petition.ts';
import { type DisputeFacts, readDisputeFacts, UNKNOWN_DISPUTE } from './dispute-facts.ts';
import { FieldReader, isObject } from './field-reader.ts';
import { CONTENT_MAX, formOf, type PetitionForm, readPerson, required } from './petition-form.ts';
import { type EntryKind, registerWithin } from './register-petition.ts';

const PARTIES = { min: 2, max: 50 };
/** Far above any sum that a mediator is asked about; keeps it exact in every database. */
const AMOUNT_MAX = 1_000_000_000_000;

/** What a mediator writes down of a dispute. */
export interface DisputeForm {
  facts: DisputeFacts;
  /** Of parties who are not all named. */
  partyCount: number;
  amountYuan: number;
}

const DISPUTE: EntryKind = {
  book: 'dispute',
  processKey: 'dispute-mediation',
  messageName: 'MSG_CLUE_REPORTED',
  variables: {
    agentLevel: { value: 'community', type: 'String' },
    round: { value: 1, type: 'Integer' },
  },
};

/** Reads a dispute that is reported on its own (网格线索, 当事人申请). */
export function readDisputeReport(
  body: unknown,
  today: string,
): { form: PetitionForm; dispute: DisputeForm } | { problems: Problem[] } {
  if (!isObject(body)) return { problems: [{ field: '', reason: '请求须为一个 JSON 对象' }] };
  const reader = new FieldReader(body);
  const channel = reader.code('channel', '渠道', CHANNELS) ?? 'grid';
  const areaCode = reader.requiredText('areaCode', '属地', { max: 12 });
  const subjectCode = required(reader, 'subjectCode', '主题', reader.code('subjectCode', '主题', SUBJECTS));
  const content = reader.requiredText('content', '纠纷经过', { min: 10, max: CONTENT_MAX });
  const contactBy = reader.code('contactBy', '联系方式', CONTACT_WAYS) ?? 'phone';
  const litigationState = reader.code('litigationState', '涉诉状态', LITIGATION_STATES) ?? 'none';
  const registeredBy = reader.text('registeredBy', '登记人', { max: 64 }) ?? null;
  const parties = reader.list('parties', '当事人', PARTIES.max, (party) => readPerson(party, today));
  const [petitioner] = parties;
  if (!petitioner && reader.problems.length === 0) reader.refuse('parties', '请至少填写一方当事人');
  const dispute = readDisputeForm(reader, UNKNOWN_DISPUTE, parties.length);
  const problems = reader.finish();
  if (problems.length > 0 || !petitioner || !subjectCode) return { problems };
  const members = parties.slice(1);
  const given = { channel, areaCode, subjectCode, content, petitioner, members, contactBy, litigationState };
  return { form: formOf({ ...given, registeredBy, groupSize: parties.length }), dispute };
}

/** Reads `facts`, `partyCount` and `amountYuan`. */
export function readDisputeForm(reader: FieldReader, otherwise: DisputeFacts, partiesNamed: number): DisputeForm {
  const partyCount = reader.integer('partyCount', '当事人数', { min: 1, max: 999 }) ?? partiesNamed;
  const amountYuan = reader.integer('amountYuan', '金额', { min: 0, max: AMOUNT_MAX }) ?? 0;
  const raw = reader.raw('facts');
  if (raw !== undefined && !isObject(raw)) reader.refuse('facts', '事实须为一个对象');
  const facts = new FieldReader(isObject(raw) ? raw : {}, 'facts.');
  const read = readDisputeFacts(facts, otherwise);
  reader.problems.push(...facts.finish());
  return { facts: read, partyCount, amountYuan };
}

/** Registers a dispute of its own and the message that starts its mediation, within the caller's transaction. */
export async function registerDispute(
  trx: Knex,
  context: CaseworkContext,
  form: PetitionForm,
  dispute: DisputeForm,
): Promise<Petition> {
  const entry = await registerWithin(trx, context, form, null, DISPUTE);
  await saveDispute(trx, { petitionId: entry.id, ...dispute });
  return entry;
}
