import { Type } from 'typebox';
import { completeExternalTask } from '../../commands/complete-external-task.ts';
import { extendExternalTaskLock } from '../../commands/extend-external-task-lock.ts';
import { failExternalTask } from '../../commands/fail-external-task.ts';
import { lockExternalTask } from '../../commands/lock-external-task.ts';
import { setExternalTaskPriority } from '../../commands/set-external-task-priority.ts';
import { setExternalTaskRetries } from '../../commands/set-external-task-retries.ts';
import { throwExternalTaskError } from '../../commands/throw-external-task-error.ts';
import { unlockExternalTask } from '../../commands/unlock-external-task.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, IdParams, NoContent, VariablesIn } from '../wire/schema.ts';
import { readVariables } from '../wire/variables.ts';

const Worker = { workerId: Type.Optional(Type.String()) };
const Variables = { variables: Type.Optional(VariablesIn), localVariables: Type.Optional(VariablesIn) };

/** `/external-task/{id}/…`: what a worker does with a task it holds, and what an operator may set. */
export const externalTaskWork: Resource = (app) => {
  const base = {
    tags: ['External Task'],
    params: IdParams,
    response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut },
  };
  // Workers know the reference's answer to a missing workerId or errorCode.
  const config = { errorStatus: { NullValueException: 500 } } as const;
  const lockConfig = { ...config, errorType: { BadUserRequestException: 'RestException' } } as const;

  app.post(
    '/external-task/:id/complete',
    { config, schema: { ...base, body: Type.Object({ ...Worker, ...Variables }) } },
    async ({ params, body, engine }, reply) => {
      await completeExternalTask(engine, params.id, {
        workerId: body.workerId ?? null,
        variables: readVariables(body.variables),
        localVariables: readVariables(body.localVariables),
      });
      return reply.code(204).send();
    },
  );

  app.post(
    '/external-task/:id/failure',
    {
      config,
      schema: {
        ...base,
        body: Type.Object({
          ...Worker,
          ...Variables,
          errorMessage: Type.Optional(Type.String()),
          errorDetails: Type.Optional(Type.String()),
          retries: Type.Optional(Type.Integer()),
          retryTimeout: Type.Optional(Type.Integer()),
        }),
      },
    },
    async ({ params, body, engine }, reply) => {
      await failExternalTask(engine, params.id, {
        workerId: body.workerId ?? null,
        errorMessage: body.errorMessage ?? null,
        errorDetails: body.errorDetails ?? null,
        retries: body.retries ?? 0,
        retryTimeoutMs: body.retryTimeout ?? 0,
        variables: readVariables(body.variables),
        localVariables: readVariables(body.localVariables),
      });
      return reply.code(204).send();
    },
  );

  app.post(
    '/external-task/:id/bpmnError',
    {
      config,
      schema: {
        ...base,
        body: Type.Object({
          ...Worker,
          errorCode: Type.Optional(Type.String()),
          errorMessage: Type.Optional(Type.String()),
          variables: Type.Optional(VariablesIn),
        }),
      },
    },
    async ({ params, body, engine }, reply) => {
      await throwExternalTaskError(engine, params.id, {
        workerId: body.workerId ?? null,
        errorCode: body.errorCode ?? null,
        errorMessage: body.errorMessage ?? null,
        variables: readVariables(body.variables),
      });
      return reply.code(204).send();
    },
  );

  app.post(
    '/external-task/:id/lock',
    {
      config: lockConfig,
      schema: { ...base, body: Type.Object({ ...Worker, lockDuration: Type.Optional(Type.Integer()) }) },
    },
    async ({ params, body, engine }, reply) => {
      await lockExternalTask(engine, params.id, {
        workerId: body.workerId ?? null,
        durationMs: body.lockDuration ?? 0,
      });
      return reply.code(204).send();
    },
  );

  app.post(
    '/external-task/:id/extendLock',
    {
      config: lockConfig,
      schema: { ...base, body: Type.Object({ ...Worker, newDuration: Type.Optional(Type.Integer()) }) },
    },
    async ({ params, body, engine }, reply) => {
      await extendExternalTaskLock(engine, params.id, {
        workerId: body.workerId ?? null,
        durationMs: body.newDuration ?? 0,
      });
      return reply.code(204).send();
    },
  );

  app.post('/external-task/:id/unlock', { config, schema: base }, async ({ params, engine }, reply) => {
    await unlockExternalTask(engine, params.id);
    return reply.code(204).send();
  });

  app.put(
    '/external-task/:id/retries',
    { schema: { ...base, body: Type.Object({ retries: Type.Optional(Type.Integer()) }) } },
    async ({ params, body, engine }, reply) => {
      if (body.retries === undefined) throw new RequestError(400, 'The number of retries cannot be null.');
      await setExternalTaskRetries(engine, params.id, body.retries);
      return reply.code(204).send();
    },
  );

  app.put(
    '/external-task/:id/priority',
    { schema: { ...base, body: Type.Object({ priority: Type.Optional(Type.Integer()) }) } },
    async ({ params, body, engine }, reply) => {
      if (body.priority === undefined) throw new RequestError(400, 'The priority cannot be null.');
      await setExternalTaskPriority(engine, params.id, body.priority);
      return reply.code(204).send();
    },
  );
};
