import { Type } from 'typebox';
import { deleteJob } from '../../commands/delete-job.ts';
import { executeJob } from '../../commands/execute-job.ts';
import { recalculateJobDueDate } from '../../commands/recalculate-job-due-date.ts';
import { setJobDueDate } from '../../commands/set-job-due-date.ts';
import { setJobPriority } from '../../commands/set-job-priority.ts';
import { setJobRetries } from '../../commands/set-job-retries.ts';
import { setJobSuspended } from '../../commands/set-job-suspended.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, IdParams, NoContent } from '../wire/schema.ts';

/** `/job/{id}/…`: executing a job at once, and what an operator may set. */
export const jobWork: Resource = (app) => {
  const base = { tags: ['Job'], params: IdParams, response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut } };

  // A job that fails is answered like one that is gone: 404, as the reference does.
  app.post(
    '/job/:id/execute',
    { config: { errorStatus: { ProcessEngineException: 404 } }, schema: base },
    async ({ params, engine }, reply) => {
      await executeJob(engine, params.id);
      return reply.code(204).send();
    },
  );

  app.delete('/job/:id', { schema: base }, async ({ params, engine }, reply) => {
    await deleteJob(engine, params.id);
    return reply.code(204).send();
  });

  app.post(
    '/job/:id/duedate/recalculate',
    { schema: { ...base, querystring: Type.Object({ creationDateBased: Type.Optional(Type.Boolean()) }) } },
    async ({ params, query, engine }, reply) => {
      await recalculateJobDueDate(engine, params.id, query.creationDateBased ?? true);
      return reply.code(204).send();
    },
  );

  app.put(
    '/job/:id/retries',
    {
      schema: {
        ...base,
        body: Type.Object({ retries: Type.Optional(Type.Integer()), dueDate: Type.Optional(DateIn) }),
      },
    },
    async ({ params, body, engine }, reply) => {
      if (body.retries === undefined) throw new RequestError(400, 'retries is null');
      const { retries, dueDate } = body;
      await setJobRetries(engine, params.id, dueDate === undefined ? { retries } : { retries, dueAt: dueDate });
      return reply.code(204).send();
    },
  );

  app.put(
    '/job/:id/duedate',
    {
      schema: {
        ...base,
        body: Type.Object({ duedate: Type.Optional(DateIn), cascade: Type.Optional(Type.Boolean()) }),
      },
    },
    async ({ params, body, engine }, reply) => {
      await setJobDueDate(engine, params.id, body.duedate ?? null);
      return reply.code(204).send();
    },
  );

  app.put(
    '/job/:id/suspended',
    { schema: { ...base, body: Type.Object({ suspended: Type.Optional(Type.Boolean()) }) } },
    async ({ params, body, engine }, reply) => {
      await setJobSuspended(engine, params.id, body.suspended ?? false);
      return reply.code(204).send();
    },
  );

  app.put(
    '/job/:id/priority',
    { schema: { ...base, body: Type.Object({ priority: Type.Optional(Type.Integer()) }) } },
    async ({ params, body, engine }, reply) => {
      if (body.priority === undefined) throw new RequestError(400, 'Priority for job cannot be null');
      await setJobPriority(engine, params.id, body.priority);
      return reply.code(204).send();
    },
  );
};
