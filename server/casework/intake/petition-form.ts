import {
  CHANNELS,
  type Channel,
  CONTACT_WAYS,
  type ContactBy,
  LITIGATION_STATES,
  type LitigationState,
  SUBJECTS,
  type SubjectCode,
} from '../codes.ts';
import type { Problem } from '../errors.ts';
import { type Facts, SPECIAL_NEEDS, SUBJECT_OWNERS, UNKNOWN_FACTS } from './facts.ts';
import { countCharacters, FieldReader, isObject } from './field-reader.ts';
import { idCardProblem, isDay } from './id-card.ts';
import { normalisePhone, PHONE_PROBLEM } from './phone.ts';

/** Longest text of the form, in characters as people count them. */
export const CONTENT_MAX = 5000;
const CONTENT_MIN = 10;
const OLDEST_DAY = '1949-10-01';

export interface PersonForm {
  name: string;
  idNo: string | null;
  phone: string | null;
  address: string | null;
}

/** The form `intake-form` 来访登记, read and found in order. */
export interface PetitionForm {
  channel: Channel;
  areaCode: string;
  subjectCode: SubjectCode;
  content: string;
  /** The whole letter when it was longer than the form takes; `content` is then its beginning. */
  wholeLetter: string | null;
  claims: string[];
  petitioner: PersonForm;
  members: PersonForm[];
  happenedOn: string | null;
  accusedUnitId: string | null;
  accusedAgentIds: string[];
  litigationState: LitigationState;
  groupSize: number;
  wantsProxy: boolean;
  contactBy: ContactBy;
  consentToShare: boolean;
  registeredBy: string | null;
  earlierBusinessKey: string | null;
  /** Numbers of petitions that were offered as the same matter, and are not. */
  differentFrom: string[];
  facts: Facts;
}

/** A form in which nothing beyond the given was said. */
export function formOf(
  given: Pick<PetitionForm, 'channel' | 'areaCode' | 'subjectCode' | 'content' | 'petitioner' | 'contactBy'> &
    Partial<PetitionForm>,
): PetitionForm {
  return {
    wholeLetter: null,
    claims: [],
    members: [],
    happenedOn: null,
    accusedUnitId: null,
    accusedAgentIds: [],
    litigationState: 'none',
    groupSize: 1,
    wantsProxy: true,
    consentToShare: false,
    registeredBy: null,
    earlierBusinessKey: null,
    differentFrom: [],
    facts: UNKNOWN_FACTS,
    ...given,
  };
}

const ID_TYPES = { idCard: '居民身份证' };

/**
 * Reads a registration.
 * @param today `yyyy-mm-dd`, the day of the registration
 * @returns the form, or every problem with its field
 */
export function readPetitionForm(body: unknown, today: string): { form: PetitionForm } | { problems: Problem[] } {
  if (!isObject(body)) return { problems: [{ field: '', reason: '请求须为一个 JSON 对象' }] };
  const reader = new FieldReader(body);
  const channel = required(reader, 'channel', '渠道', reader.code('channel', '渠道', CHANNELS));
  const areaCode = reader.requiredText('areaCode', '属地', { max: 12 });
  const subjectCode = required(reader, 'subjectCode', '主题', reader.code('subjectCode', '主题', SUBJECTS));
  const { content, wholeLetter } = readContent(reader, channel);
  const claims = reader.texts('claims', '诉求', { max: 10, maxEach: 200 }) ?? [];
  // A caller may be cut off: what is there is registered and completed later (the process asks for it).
  if (claims.length === 0 && channel !== 'phone' && !reader.problems.some((problem) => problem.field === 'claims')) {
    reader.refuse('claims', '请填写至少一项诉求');
  }
  reader.code('idType', '证件类型', ID_TYPES);
  const petitioner = readPerson(reader, today);
  const happenedOn = readHappenedOn(reader, today);
  const groupSize = reader.integer('groupSize', '人数', { min: 1, max: 999 });
  const members = readMembers(reader, today);
  const form = {
    accusedUnitId: reader.text('accusedUnitId', '被反映单位', { max: 64 }) ?? null,
    accusedAgentIds: reader.texts('accusedAgentIds', '被反映人员', { max: 20, maxEach: 64 }) ?? [],
    litigationState: reader.code('litigationState', '涉诉状态', LITIGATION_STATES) ?? 'none',
    groupSize: groupSize ?? members.length + 1,
    wantsProxy: reader.boolean('wantsProxy', '是否需要代理') ?? true,
    contactBy: reader.code('contactBy', '联系方式', CONTACT_WAYS) ?? (channel === 'visit' ? 'inPerson' : 'phone'),
    consentToShare: reader.boolean('consentToShare', '同意共享') ?? false,
    registeredBy: reader.text('registeredBy', '登记人', { max: 64 }) ?? null,
    earlierBusinessKey: reader.text('earlierBusinessKey', '原信访编号', { max: 40 }) ?? null,
    differentFrom: reader.texts('differentFrom', '并非同一事项', { max: 20, maxEach: 40 }) ?? [],
    facts: readFacts(reader),
  };
  const problems = reader.finish();
  if (problems.length > 0 || !channel || !subjectCode) return { problems };
  return {
    form: { ...form, channel, areaCode, subjectCode, content, wholeLetter, claims, petitioner, members, happenedOn },
  };
}

/** Refuses a field that was not given. */
export function required<Value>(reader: FieldReader, field: string, label: string, value: Value | undefined) {
  if (value === undefined && !reader.problems.some((problem) => problem.field === field)) {
    reader.refuse(field, `请填写${label}`);
  }
  return value;
}

function readContent(
  reader: FieldReader,
  channel: Channel | undefined,
): { content: string; wholeLetter: string | null } {
  const raw = reader.raw('content');
  const text = typeof raw === 'string' ? raw.replaceAll('\u0000', '').trim() : '';
  if (raw !== undefined && typeof raw !== 'string') reader.refuse('content', '内容须为文字');
  const length = countCharacters(text);
  if (length > CONTENT_MAX && channel === 'letter') {
    return { content: [...text].slice(0, CONTENT_MAX).join(''), wholeLetter: text };
  }
  if (length > CONTENT_MAX) {
    reader.refuse('content', `内容不得超过 ${CONTENT_MAX} 个字符，现有 ${length} 个；更长的材料请作为附件提交`);
  } else if (length < CONTENT_MIN && channel !== 'phone') {
    reader.refuse('content', `内容不得少于 ${CONTENT_MIN} 个字符，现有 ${length} 个`);
  }
  return { content: text, wholeLetter: null };
}

/** Reads a person: `name`, `idNo`, `phone`, `addressDetail`. */
export function readPerson(reader: FieldReader, today: string): PersonForm {
  const name = reader.text('name', '姓名', { max: 50 }) ?? '';
  const address = reader.text('addressDetail', '详细地址', { max: 200 }) ?? null;
  return { name, address, idNo: readIdNo(reader, today), phone: readPhone(reader) };
}

/** Reads `idNo`, checked, or null. */
export function readIdNo(reader: FieldReader, today: string): string | null {
  const idNo = reader.text('idNo', '证件号码', { max: 30 })?.toUpperCase() ?? null;
  const problem = idNo === null ? null : idCardProblem(idNo, today);
  if (problem !== null) reader.refuse('idNo', `${problem}；没有证件号码也可登记`);
  return idNo;
}

/** Reads `phone`: a number of this country as it is kept, or null. */
export function readPhone(reader: FieldReader): string | null {
  const text = reader.text('phone', '电话', { max: 40 });
  if (text === undefined) return null;
  const phone = normalisePhone(text);
  if (phone === null) reader.refuse('phone', PHONE_PROBLEM);
  return phone;
}

function readMembers(reader: FieldReader, today: string): PersonForm[] {
  return reader.list('members', '成员', 998, (member) => ({
    name: member.requiredText('name', '姓名', { max: 50 }),
    address: null,
    idNo: readIdNo(member, today),
    phone: readPhone(member),
  }));
}

function readHappenedOn(reader: FieldReader, today: string): string | null {
  const day = reader.text('happenedOn', '发生日期', { max: 30 });
  if (day === undefined) return null;
  if (!isDay(day)) reader.refuse('happenedOn', '发生日期须为 yyyy-mm-dd 格式的真实日期');
  else if (day > today) reader.refuse('happenedOn', '发生日期不能晚于今天');
  else if (day < OLDEST_DAY) reader.refuse('happenedOn', `发生日期不能早于 ${OLDEST_DAY}`);
  return day;
}

function readFacts(reader: FieldReader): Facts {
  const raw = reader.raw('facts');
  if (raw === undefined) return UNKNOWN_FACTS;
  if (!isObject(raw)) {
    reader.refuse('facts', '事实须为一个对象');
    return UNKNOWN_FACTS;
  }
  const facts = new FieldReader(raw, 'facts.');
  const yes = (field: keyof Facts & string, label: string, otherwise = false) =>
    facts.boolean(field, label) ?? otherwise;
  const read: Facts = {
    asksOwnRelief: yes('asksOwnRelief', '求决本人事项'),
    allegesOfficialMisconduct: yes('allegesOfficialMisconduct', '检举公职行为'),
    proposesImprovement: yes('proposesImprovement', '提出建议'),
    privateParties: yes('privateParties', '双方为民事主体'),
    questionOnly: yes('questionOnly', '仅为咨询'),
    inOwnArea: yes('inOwnArea', '属本地管辖', true),
    subjectOwner: facts.code('subjectOwner', '职权归属', SUBJECT_OWNERS) ?? UNKNOWN_FACTS.subjectOwner,
    needsFeedback: yes('needsFeedback', '要求反馈'),
    reviewWindowOpen: yes('reviewWindowOpen', '在复查期内'),
    finalAfterReReview: yes('finalAfterReReview', '已复核终结'),
    aspect: facts.text('aspect', '具体方面', { max: 40 }) ?? '',
    riskLevel: facts.integer('riskLevel', '风险等级', { min: 1, max: 4 }) ?? 1,
    specialNeed: facts.code('specialNeed', '特殊需要', SPECIAL_NEEDS) ?? null,
    urgent: yes('urgent', '紧急重大'),
    crossDistrict: yes('crossDistrict', '跨区县'),
    needsPower: yes('needsPower', '超出镇级权限'),
    notCarriedOut: yes('notCarriedOut', '答复未落实'),
  };
  reader.problems.push(...facts.finish());
  return read;
}
