import { createHash, randomUUID } from 'node:crypto';
import { findContact } from '../contact.ts';
import type { CaseworkContext } from '../context.ts';
import { BusinessOutcome } from '../errors.ts';
import { LEAD_UNIT, type LetterMatter, NUMBER_PENDING, renderLetter } from '../letters/letter.ts';
import { findLetter } from '../letters/list.ts';
import { findAgents } from '../tables/agent.ts';
import { findAgreement } from '../tables/agreement.ts';
import { findAreaPath } from '../tables/area.ts';
import { type CaseworkDocument, findDocumentByKey, insertDocument, rewriteDocument } from '../tables/document.ts';
import type { Petition } from '../tables/petition.ts';
import { findReview } from '../tables/review.ts';
import { findSuggestion } from '../tables/suggestion.ts';
import { findOrder } from '../tables/supervision-order.ts';
import { findUnits } from '../tables/unit.ts';
import type { WorkInput, WorkTopic } from './work-topic.ts';

/**
 * Renders a letter from the register; only its id leaves. Key: business key + template + round (+ order, agreement, review, recipient, or
 * the unit that signs). A letter that was not approved is written again.
 */
export const renderDocument: WorkTopic = {
  topic: 'render-document',
  async handle(context, petition, input) {
    const name = input.text('template');
    const template = findLetter(name);
    if (!template) {
      throw new BusinessOutcome('ERR_TEMPLATE', `没有文书模板 ${name}`, { docId: null, needsApproval: false });
    }
    const signer = template.from === LEAD_UNIT ? (input.optionalText('leadUnitId') ?? petition.leadUnitId ?? '') : '';
    const key = {
      businessKey: petition.businessKey,
      template: name,
      round: input.optionalInteger('round') ?? petition.round,
      reference: referenceOf(input) ?? signer,
    };
    const { knex } = context;
    const done = await findDocumentByKey(knex, key);
    const rejected = input.optionalBoolean('documentApproved') === false;
    if (done && !rejected) return { docId: done.id, needsApproval: template.needsApproval };
    const content = renderLetter(template, await readMatter(context, petition, input), NUMBER_PENDING);
    const sha256 = createHash('sha256').update(content, 'utf8').digest('hex');
    if (done) {
      await rewriteDocument(knex, done.id, { content, sha256 });
      return { docId: done.id, needsApproval: template.needsApproval };
    }
    const document: CaseworkDocument = {
      ...key,
      id: randomUUID(),
      petitionId: petition.id,
      documentNo: null,
      content,
      sha256,
      createdAt: context.clock.now(),
      deliveredAt: null,
      proof: null,
    };
    await insertDocument(knex, document);
    return { docId: document.id, needsApproval: template.needsApproval };
  },
};

/** What tells two letters of one round apart: an order, an agreement, a review, one of several recipients. */
function referenceOf(input: WorkInput): string | null {
  const recipientNo = input.optionalInteger('recipientNo');
  return (
    input.optionalText('orderNo') ??
    input.optionalText('agreementNo') ??
    input.optionalText('reviewId') ??
    (recipientNo === null ? null : `person-${recipientNo}`)
  );
}

async function readMatter(context: CaseworkContext, petition: Petition, input: WorkInput): Promise<LetterMatter> {
  const orderNo = input.optionalText('orderNo');
  const order = orderNo === null ? undefined : await findOrder(context.knex, orderNo);
  const recipientNo = input.optionalInteger('recipientNo');
  const reviewId = input.optionalText('reviewId');
  // A sealed petition's letters address nobody by name: who sees the envelope must not see who sent it.
  const name = petition.sealed ? '' : (await findContact(context, petition, recipientNo)).name;
  const leadUnitId = input.optionalText('leadUnitId') ?? petition.leadUnitId;
  const cooperatingUnitIds = input.list('cooperatingUnitIds');
  const unitIds = [leadUnitId, order?.unitId ?? null, ...cooperatingUnitIds].filter((id) => id !== null);
  const units = new Map((await findUnits(context.knex, unitIds)).map((unit) => [unit.id, unit.name]));
  const path = await findAreaPath(context.knex, petition.areaCode);
  const [firstAgent] = petition.firstAgentId === null ? [] : await findAgents(context.knex, [petition.firstAgentId]);
  const plural = recipientNo === null && petition.groupSize > 1 ? `等${petition.groupSize}人` : '';
  return {
    petition,
    addressee: name === '' ? '信访人' : `${name}${plural}`,
    areaPath:
      path.length === 0
        ? petition.areaCode
        : path
            .map((area) => area.name)
            .reverse()
            .join(' / '),
    leadUnitName: units.get(leadUnitId ?? '') ?? '责任单位',
    cooperatingUnitNames: cooperatingUnitIds.map((id) => units.get(id) ?? id),
    firstAgentName: firstAgent?.name ?? '',
    order: order ?? null,
    orderUnitName: units.get(order?.unitId ?? '') ?? '',
    review: reviewId === null ? null : ((await findReview(context.knex, reviewId)) ?? null),
    agreement: (await findAgreement(context.knex, petition.id)) ?? null,
    suggestion: (await findSuggestion(context.knex, petition.id)) ?? null,
    nowMs: context.clock.now(),
  };
}
