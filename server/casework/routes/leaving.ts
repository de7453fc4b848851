import type { FastifyInstance } from 'fastify';
import { actorOf, type Viewer } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
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
    const { viewer } = request;
    if (viewer.agentId === null && viewer.unitId === request.params.id) throw ownAccount(viewer);
    const actor = actorOf(request);
    const { businessKeys, closedAccounts } = await closeUnit(context, request.params.id, {
      successorId,
      reason,
      actor,
    });
    return {
      successorId,
      handedOver: businessKeys.map((businessKey) => ({ businessKey, successorId })),
      closedAccounts,
    };
  });

  app.post<ById>('/agents/:id/departure', async (request) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const successorId = reader.text('successorId', '接手的代理员', { max: 64 }) ?? null;
    const reason = reader.requiredText('reason', '理由', { min: 4, max: 200 });
    const comesBack = reader.boolean('comesBack', '是否暂时离岗') ?? false;
    refuseProblems(reader);
    if (!comesBack && request.viewer.agentId === request.params.id) throw ownAccount(request.viewer);
    const departure = { successorId, comesBack, reason, actor: actorOf(request) };
    return leaveAgent(context, request.params.id, departure);
  });

  app.post<ById>('/agents/:id/return', async (request) => {
    await returnAgent(context, request.params.id, actorOf(request));
    return { onDuty: true };
  });
}

/** Nobody shuts themselves out. */
const ownAccount = ({ id }: Viewer) => conflict(`您自己的账号 ${id} 会随之停用，请由另一名管理员办理`);

function refuseProblems(reader: FieldReader): void {
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
}
