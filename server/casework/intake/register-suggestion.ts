import type { Knex } from 'knex';
import { CONTACT_WAYS, SUBJECTS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import type { Problem } from '../errors.ts';
import type { Petition } from '../tables/petition.ts';
import { insertSuggestion, type Suggestion } from '../tables/suggestion.ts';
import { FieldReader, isObject } from './field-reader.ts';
import { formOf, type PetitionForm, readPerson, required } from './petition-form.ts';
import { type EntryKind, registerWithin } from './register-petition.ts';
import { readSuggestionFacts } from './suggestion-facts.ts';

const TEXT_MAX = 5000;

/** What a proposer writes. */
export type SuggestionForm = Pick<
  Suggestion,
  'title' | 'problem' | 'proposal' | 'benefit' | 'campaignId' | 'showName' | 'facts' | 'sourceId'
>;

const VARIABLES = {
  petitionKind: { value: 'suggestion', type: 'String' },
  agentLevel: { value: 'community', type: 'String' },
  round: { value: 1, type: 'Integer' },
  riskLevel: { value: 1, type: 'Integer' },
  // Table `responsible-unit-routing` asks for it; a suggestion names none.
  aspect: { value: null, type: 'String' },
  areaLevel: { value: 'community', type: 'String' },
};

/** Reads the form `suggestion-form` 建议. */
export function readSuggestion(
  body: unknown,
  today: string,
): { form: PetitionForm; suggestion: SuggestionForm } | { problems: Problem[] } {
  if (!isObject(body)) return { problems: [{ field: '', reason: '请求须为一个 JSON 对象' }] };
  const reader = new FieldReader(body);
  const areaCode = reader.requiredText('areaCode', '属地', { max: 12 });
  const subjectCode = required(reader, 'subjectCode', '主题', reader.code('subjectCode', '主题', SUBJECTS));
  const title = reader.requiredText('title', '标题', { min: 4, max: 60 });
  const problem = reader.requiredText('problem', '问题', { min: 20, max: TEXT_MAX });
  const proposal = reader.requiredText('proposal', '建议', { min: 20, max: TEXT_MAX });
  const benefit = reader.text('benefit', '预期效果', { max: TEXT_MAX }) ?? null;
  const campaignId = reader.text('campaignId', '征集专题', { max: 36 }) ?? null;
  const showName = reader.boolean('showName', '公开姓名') ?? false;
  const contactBy = reader.code('contactBy', '联系方式', CONTACT_WAYS) ?? 'phone';
  const petitioner = readPerson(reader, today);
  const raw = reader.raw('facts');
  if (raw !== undefined && !isObject(raw)) reader.refuse('facts', '事实须为一个对象');
  const factReader = new FieldReader(isObject(raw) ? raw : {}, 'facts.');
  const facts = readSuggestionFacts(factReader);
  reader.problems.push(...factReader.finish());
  const problems = reader.finish();
  if (problems.length > 0 || !subjectCode) return { problems };
  const content = `${title}\n${problem}\n${proposal}`;
  return {
    form: formOf({ channel: 'web', areaCode, subjectCode, content, petitioner, contactBy }),
    suggestion: { title, problem, proposal, benefit, campaignId, showName, facts, sourceId: null },
  };
}

/** Registers a suggestion and the message that starts its collection, within the caller's transaction. */
export async function registerSuggestion(
  trx: Knex,
  context: Pick<CaseworkContext, 'clock'>,
  form: PetitionForm,
  suggestion: SuggestionForm,
): Promise<Petition> {
  const inCampaign = suggestion.campaignId !== null;
  const kind: EntryKind = {
    book: 'suggestion',
    processKey: 'suggestion-collection',
    messageName: inCampaign ? 'MSG_CAMPAIGN_ENTRY' : 'MSG_SUGGESTION_SUBMITTED',
    variables: { ...VARIABLES, campaignId: { value: suggestion.campaignId, type: 'String' } },
  };
  const entry = await registerWithin(trx, context, form, null, kind);
  await insertSuggestion(trx, { petitionId: entry.id, ...suggestion });
  return entry;
}
