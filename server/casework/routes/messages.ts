import type { FastifyInstance } from 'fastify';
import type { Knex } from 'knex';
import { actorOf } from '../../identity/viewer.ts';
import { OVERALL } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { engineReason } from '../engine-client.ts';
import { conflict, invalid, notFound, Refusal } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { findAgent } from '../tables/agent.ts';
import { findAgreement, updateAgreement } from '../tables/agreement.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { findDocument, markDelivered } from '../tables/document.ts';
import type { Petition } from '../tables/petition.ts';
import { listLatestRatings, storeRatingAnswer } from '../tables/rating.ts';
import { listRecusedAgentIds, recordRecusal } from '../tables/recusal.ts';
import { updateSuggestion } from '../tables/suggestion.ts';
import { listOrders, storeOrderReply } from '../tables/supervision-order.ts';
import { isOpenUnit } from '../tables/unit.ts';
import { requirePetition } from './require-petition.ts';

type EngineValue = { value: string | number | boolean | null; type: string };

/** A message on its way to the engine, and what the register keeps once it was delivered. */
interface Message {
  messageName: string;
  /** Said when nothing waits for it. */
  nobodyWaits: string;
  correlationKeys?: Record<string, EngineValue>;
  /** Said instead when nobody waits for the first. */
  otherwise?: { messageName: string; correlationKeys: Record<string, EngineValue> };
  processVariables?: Record<string, EngineValue>;
  /** What the audit row says: ids and facts. */
  detail?: Record<string, unknown>;
  /** Kept before the engine hears of it (it must not be lost when the answer is). */
  before?: (trx: Knex) => Promise<void>;
  /** Kept with the audit row. */
  after?: (trx: Knex) => Promise<void>;
}

type MessageReader = (context: CaseworkContext, petition: Petition, reader: FieldReader) => Promise<Message>;

const YES_NO_PARTLY = { yes: '已落实', no: '未落实', partly: '部分落实' };
const text = (value: string | null | undefined): EngineValue => ({ value: value ?? null, type: 'String' });

/** One entry per thing a person does that a process waits for; the name is the last part of the address. */
const MESSAGES: Readonly<Record<string, MessageReader>> = {
  withdrawal: async (_context, petition, reader) => {
    reader.text('reason', '撤回原因', { max: 500 });
    // A mediation within a petition listens too; each book has its own message so that one withdrawal finds one listener.
    const messageName = petition.book === 'dispute' ? 'MSG_DISPUTE_WITHDRAWN' : 'MSG_PETITION_WITHDRAWN';
    return { messageName, nobodyWaits: '该事项已办结、已合并或已转送，不能撤回' };
  },

  'unit-objection': async ({ knex }, _petition, reader) => {
    const reason = reader.requiredText('reason', '异议理由', { min: 20, max: 2000 });
    const proposedUnitId = reader.text('proposedUnitId', '建议承办单位', { max: 64 });
    if (proposedUnitId && !(await isOpenUnit(knex, proposedUnitId)))
      reader.refuse('proposedUnitId', '没有这个单位，或已撤销');
    return {
      messageName: 'MSG_UNIT_OBJECTION',
      nobodyWaits: '该事项现在没有单位在办理，不能提出异议',
      processVariables: { proposedUnitId: text(proposedUnitId) },
      detail: { proposedUnitId: proposedUnitId ?? null, reason },
    };
  },

  'extension-request': async (_context, petition, reader) => {
    const days = reader.integer('days', '延期天数', { min: 1, max: 30 });
    if (days === undefined && reader.problems.length === 0) reader.refuse('days', '请填写延期天数（1 到 30）');
    const reason = reader.requiredText('reason', '延期理由', { min: 10, max: 2000 });
    if (petition.extendedFrom !== null) throw conflict('该事项已经延期一次，不能再次延期');
    return {
      messageName: 'MSG_EXTENSION_REQUESTED',
      nobodyWaits: '该事项现在没有单位在办理，不能申请延期',
      processVariables: { extensionDays: { value: days ?? 0, type: 'Integer' } },
      detail: { days: days ?? null, reason },
    };
  },

  'supervision-reply': async ({ knex, clock }, petition, reader) => {
    const reply = reader.requiredText('reply', '督办回复', { min: 10, max: 5000 });
    const named = reader.text('orderNo', '督办单号', { max: 60 });
    const open = (await listOrders(knex, petition.id)).filter((order) => order.closedAt === null);
    const order = named === undefined ? open.at(-1) : open.find((one) => one.orderNo === named);
    if (!order) throw conflict(named === undefined ? '该事项没有待回复的督办单' : '没有这张待回复的督办单');
    return {
      messageName: 'MSG_SUPERVISION_REPLY',
      nobodyWaits: '督办单已过回复期限或已收到回复',
      correlationKeys: { orderNo: text(order.orderNo) },
      detail: { orderNo: order.orderNo },
      after: (trx) => storeOrderReply(trx, order.orderNo, reply, clock.now()),
    };
  },

  'satisfaction-answer': async ({ knex, clock }, petition, reader) => {
    const overall = reader.code('overall', '总体评价', OVERALL) ?? 'noAnswer';
    const carriedOut = reader.code('carriedOut', '是否落实', YES_NO_PARTLY);
    const wantsReopen = reader.boolean('wantsReopen', '是否要求重新办理') ?? false;
    const answer: Record<string, unknown> = { overall, wantsReopen, carriedOut: carriedOut ?? null };
    for (const [field, label] of [
      ['attitude', '态度'],
      ['speed', '效率'],
      ['result', '结果'],
    ] as const) {
      answer[field] = reader.integer(field, label, { min: 1, max: 5 }) ?? null;
    }
    answer['comment'] = reader.text('comment', '意见', { max: 500 }) ?? null;
    const token = reader.text('token', '邀请码', { max: 64 });
    const invited = await listLatestRatings(knex, petition.id);
    const rating = token === undefined ? invited[0] : invited.find((one) => one.token === token);
    if (token !== undefined && !rating) reader.refuse('token', '评价链接无效或已过期');
    if (token === undefined && invited.length > 1)
      reader.refuse('token', '该事项分别回访各位成员，请从各自的评价链接作答');
    return {
      messageName: 'MSG_SATISFACTION_ANSWER',
      nobodyWaits: '现在没有等待中的满意度评价',
      ...(token === undefined ? {} : { correlationKeys: { token: text(token) } }),
      processVariables: {
        overall: text(overall),
        carriedOut: text(carriedOut),
        wantsReopen: { value: wantsReopen, type: 'Boolean' },
      },
      // Who rated how is known to the rating row alone, not to the log.
      after: async (trx) => {
        if (rating) await storeRatingAnswer(trx, rating.token, answer, clock.now());
      },
    };
  },

  recusal: async ({ knex, clock }, petition, reader) => {
    const agentId = reader.requiredText('agentId', '代理员', { max: 64 });
    const reason = reader.requiredText('reason', '回避理由', { min: 2, max: 500 });
    if (agentId !== '' && !(await findAgent(knex, agentId))) reader.refuse('agentId', '没有这名代理员');
    const declared = await listRecusedAgentIds(knex, petition.id);
    const excluded = [...new Set([...declared, agentId])];
    return {
      messageName: 'MSG_RECUSAL_DECLARED',
      nobodyWaits: '回避声明已记录；该代理员现在没有承办此事项，今后也不会分派给他',
      correlationKeys: { assigneeId: text(agentId) },
      // A mediation knows the petition's agent too; its own mediator goes by another name.
      otherwise: { messageName: 'MSG_MEDIATOR_RECUSED', correlationKeys: { mediatorId: text(agentId) } },
      processVariables: { excludedIds: text(excluded.join(',')) },
      detail: { agentId },
      before: (trx) =>
        recordRecusal(trx, {
          petitionId: petition.id,
          agentId,
          reason,
          declaredAt: clock.now(),
        }),
    };
  },

  'confirmation-request': async ({ knex }, petition, reader) => {
    const jointly = reader.boolean('jointly', '双方共同申请');
    if (jointly !== true) reader.refuse('jointly', '司法确认须双方共同申请');
    const agreement = await findAgreement(knex, petition.id);
    return {
      messageName: 'MSG_CONFIRMATION_REQUESTED',
      nobodyWaits: '没有可以申请司法确认的协议，或者申请期限已过',
      detail: { agreementNo: agreement?.agreementNo ?? null },
    };
  },

  'court-result': async ({ knex }, petition, reader) => {
    const courtVerdict = reader.code('verdict', '裁定', { valid: '确认有效', invalid: '确认无效' });
    if (courtVerdict === undefined && reader.problems.length === 0) reader.refuse('verdict', '请填写裁定结果');
    const agreement = await findAgreement(knex, petition.id);
    return {
      messageName: 'MSG_COURT_RESULT',
      nobodyWaits: '没有移送法院确认的协议',
      processVariables: { courtVerdict: text(courtVerdict) },
      detail: { courtVerdict: courtVerdict ?? null },
      after: async (trx) => {
        if (agreement && courtVerdict) await updateAgreement(trx, agreement.agreementNo, { courtVerdict });
      },
    };
  },

  'leader-instruction': async (_context, petition, reader) => {
    const instruction = reader.requiredText('instruction', '批示', { min: 2, max: 1000 });
    return {
      messageName: 'MSG_LEADER_INSTRUCTION',
      nobodyWaits: '这条建议已办结，批示请另行登记',
      before: (trx) => updateSuggestion(trx, petition.id, { instruction }),
    };
  },

  'delivery-confirmation': async ({ knex, clock }, petition, reader) => {
    const documentId = reader.requiredText('documentId', '文书', { max: 36 });
    const document = await findDocument(knex, documentId);
    if (documentId !== '' && document?.petitionId !== petition.id) reader.refuse('documentId', '该事项没有这份文书');
    return {
      messageName: 'MSG_DELIVERY_CONFIRMED',
      nobodyWaits: '这份文书没有等待签收，或已经送达',
      correlationKeys: { docId: text(documentId) },
      detail: { documentId },
      after: (trx) => markDelivered(trx, documentId, clock.now()),
    };
  },
};

/** What people do that a process waits for. */
export function messageRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.post<{ Params: { key: string; messageName: string } }>(
    '/petitions/:key/messages/:messageName',
    async (request) => {
      const { key, messageName } = request.params;
      const read = Object.hasOwn(MESSAGES, messageName) ? MESSAGES[messageName] : undefined;
      if (!read) throw notFound(`没有名为 ${messageName} 的消息`);
      const petition = await requirePetition(context.knex, key);
      const reader = new FieldReader(isObject(request.body) ? request.body : {});
      const message = await read(context, petition, reader);
      const problems = reader.finish();
      if (problems.length > 0) throw invalid(problems);
      await deliver(context, petition, message, actorOf(request));
      return { delivered: true };
    },
  );
}

async function deliver(
  { transact, engine, clock }: CaseworkContext,
  petition: Petition,
  message: Message,
  actor: string | null,
): Promise<void> {
  if (message.before) await transact(message.before);
  const say = ({ messageName, correlationKeys }: Pick<Message, 'messageName' | 'correlationKeys'>) =>
    engine.request('POST', '/message', {
      messageName,
      businessKey: petition.businessKey,
      ...(correlationKeys ? { correlationKeys } : {}),
      ...(message.processVariables ? { processVariables: message.processVariables } : {}),
    });
  let answer = await say(message);
  if (answer.status === 400 && message.otherwise) answer = await say(message.otherwise);
  if (answer.status === 400) throw conflict(message.nobodyWaits);
  if (answer.status !== 200 && answer.status !== 204) {
    throw new Refusal(503, 'engineUnavailable', [{ field: '', reason: `流程引擎暂不可用：${engineReason(answer)}` }]);
  }
  await transact(async (trx) => {
    await message.after?.(trx);
    await addAuditEntry(trx, {
      petitionId: petition.id,
      action: message.messageName,
      actor,
      detail: message.detail ?? {},
      at: clock.now(),
    });
  });
}
