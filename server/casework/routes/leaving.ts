import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { closeUnit } from '../leaving/close-unit.ts';
import { leaveAgent, returnAgent } from '../leaving/leave-agent.ts';

interface ById {
  Params: { id: string };
}

/** Units that are closed and agents who are away or leave: what they have in hand is handed over. */
export function leavingRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.post<ById>('/units/:id/closure', async (request) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const successorId = reader.requiredText('successorId', '承接单位', { max: 64 });
    const reason = reader.requiredText('reason', '理由', { min: 4, max: 200 });
    refuseProblems(reader);
    const actor = actorOf(request);
    const businessKeys = await closeUnit(context, request.params.id, { successorId, reason, actor });
    return { successorId, handedOver: businessKeys.map((businessKey) => ({ businessKey, successorId })) };
  });

  app.post<ById>('/agents/:id/departure', async (request) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const successorId = reader.text('successorId', '接手的代理员', { max: 64 }) ?? null;
    const reason = reader.requiredText('reason', '理由', { min: 4, max: 200 });
    const comesBack = reader.boolean('comesBack', '是否暂时离岗') ?? false;
    refuseProblems(reader);
    const departure = { successorId, comesBack, reason, actor: actorOf(request) };
    return { handedOver: await leaveAgent(context, request.params.id, departure) };
  });

  app.post<ById>('/agents/:id/return', async (request) => {
    await returnAgent(context, request.params.id, actorOf(request));
    return { onDuty: true };
  });
}

function refuseProblems(reader: FieldReader): void {
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
}
