import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { engineReason, member } from '../engine-client.ts';
import { invalid, Refusal } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { editorOf } from './model-drafts.ts';

/** Most instances in one move: what one batch of the engine is told by name. */
const MOST = 10_000;

/** Moving running instances to another version: the engine's batch does it, the register's audit says who, why and which. */
export function modelMoveRoutes(app: FastifyInstance, { knex, engine, clock }: CaseworkContext): void {
  app.post('/models/moves', { bodyLimit: 4_000_000 }, async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const plan = reader.raw('plan');
    if (!isObject(plan)) reader.refuse('plan', '请填写迁移方案');
    const processInstanceIds = reader.texts('processInstanceIds', '实例', { max: MOST, maxEach: 64 }) ?? [];
    if (processInstanceIds.length === 0) reader.refuse('processInstanceIds', '请选择要搬移的件');
    const reason = reader.requiredText('reason', '原因', { min: 4, max: 500 });
    const author = editorOf(request, reader, 'author');
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const answer = await engine.request('POST', '/migration/executeAsync', { migrationPlan: plan, processInstanceIds });
    if (answer.status !== 200) {
      const { status, body } = answer;
      throw new Refusal(status, 'engine', [{ field: 'plan', reason: engineReason(answer) }], { engine: body });
    }
    const batchId = String(member(answer.body, 'id'));
    await addAuditEntry(knex, {
      petitionId: null,
      action: 'instances-moved',
      actor: author,
      detail: {
        batchId,
        reason,
        count: processInstanceIds.length,
        from: member(plan, 'sourceProcessDefinitionId'),
        to: member(plan, 'targetProcessDefinitionId'),
      },
      at: clock.now(),
    });
    return reply.code(202).send({ batchId, count: processInstanceIds.length });
  });
}
