import { Type } from 'typebox';
import { assignUserTask } from '../../commands/assign-user-task.ts';
import { claimUserTask } from '../../commands/claim-user-task.ts';
import { completeUserTask } from '../../commands/complete-user-task.ts';
import { delegateUserTask } from '../../commands/delegate-user-task.ts';
import { resolveUserTask } from '../../commands/resolve-user-task.ts';
import { throwUserTaskError } from '../../commands/throw-user-task-error.ts';
import { throwUserTaskEscalation } from '../../commands/throw-user-task-escalation.ts';
import { unclaimUserTask } from '../../commands/unclaim-user-task.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, IdParams, NoContent, VariablesIn, VariablesOut } from '../wire/schema.ts';
import { readVariables, writeVariables } from '../wire/variables.ts';

const Person = Type.Object({ userId: Type.Optional(Type.String()) });
const Variables = Type.Object({ variables: Type.Optional(VariablesIn) });
const Completion = Type.Object({
  variables: Type.Optional(VariablesIn),
  withVariablesInReturn: Type.Optional(Type.Boolean()),
});

/** `/task/{id}/…`: what people do with a task. */
export const taskWork: Resource = (app) => {
  const base = { tags: ['Task'], params: IdParams, response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut } };

  for (const verb of ['complete', 'submit-form'] as const) {
    app.post(
      `/task/:id/${verb}`,
      { schema: { ...base, body: Completion, response: { ...base.response, 200: VariablesOut } } },
      async ({ params, body, engine }, reply) => {
        const variables = await completeUserTask(
          engine,
          params.id,
          readVariables(body.variables),
          verb === 'submit-form',
        );
        return body.withVariablesInReturn ? writeVariables(variables) : reply.code(204).send(undefined);
      },
    );
  }

  app.post('/task/:id/resolve', { schema: { ...base, body: Variables } }, async ({ params, body, engine }, reply) => {
    await resolveUserTask(engine, params.id, readVariables(body.variables));
    return reply.code(204).send();
  });

  app.post('/task/:id/claim', { schema: { ...base, body: Person } }, async ({ params, body, engine }, reply) => {
    await claimUserTask(engine, params.id, body.userId ?? null);
    return reply.code(204).send();
  });

  app.post('/task/:id/unclaim', { schema: base }, async ({ params, engine }, reply) => {
    await unclaimUserTask(engine, params.id);
    return reply.code(204).send();
  });

  app.post('/task/:id/assignee', { schema: { ...base, body: Person } }, async ({ params, body, engine }, reply) => {
    await assignUserTask(engine, params.id, body.userId ?? null);
    return reply.code(204).send();
  });

  app.post('/task/:id/delegate', { schema: { ...base, body: Person } }, async ({ params, body, engine }, reply) => {
    await delegateUserTask(engine, params.id, body.userId ?? null);
    return reply.code(204).send();
  });

  app.post(
    '/task/:id/bpmnError',
    {
      schema: {
        ...base,
        body: Type.Object({
          errorCode: Type.Optional(Type.String()),
          errorMessage: Type.Optional(Type.String()),
          variables: Type.Optional(VariablesIn),
        }),
      },
    },
    async ({ params, body, engine }, reply) => {
      if (!body.errorCode) throw new RequestError(400, 'errorCode is null');
      await throwUserTaskError(engine, params.id, {
        errorCode: body.errorCode,
        errorMessage: body.errorMessage ?? null,
        variables: readVariables(body.variables),
      });
      return reply.code(204).send();
    },
  );

  app.post(
    '/task/:id/bpmnEscalation',
    {
      schema: {
        ...base,
        body: Type.Object({ escalationCode: Type.Optional(Type.String()), variables: Type.Optional(VariablesIn) }),
      },
    },
    async ({ params, body, engine }, reply) => {
      if (!body.escalationCode) throw new RequestError(400, 'escalationCode is null');
      await throwUserTaskEscalation(engine, params.id, {
        escalationCode: body.escalationCode,
        variables: readVariables(body.variables),
      });
      return reply.code(204).send();
    },
  );
};
