import { Type } from 'typebox';
import { forAll } from '../../commands/for-all.ts';
import { jobList } from '../../commands/lists.ts';
import { noteOperations, suspensionState, unlogged } from '../../commands/operations.ts';
import { setJobSuspended } from '../../commands/set-job-suspended.ts';
import { BatchOut } from '../batch/batch-out.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, NoContent, TextList } from '../wire/schema.ts';
import { JobFilter } from './job.ts';
import { createJobRetriesBatch } from './retries-batch.ts';

const Owner = {
  jobDefinitionId: Type.Optional(Type.String()),
  processInstanceId: Type.Optional(Type.String()),
  processDefinitionId: Type.Optional(Type.String()),
  processDefinitionKey: Type.Optional(Type.String()),
};

/** `/job/retries` and `/job/suspended`: many jobs at a time. */
export const jobsByChoice: Resource = (app) => {
  const tags = ['Job'];

  app.post(
    '/job/retries',
    {
      schema: {
        tags,
        body: Type.Object({
          jobIds: Type.Optional(TextList),
          jobQuery: queryIn(JobFilter),
          retries: Type.Optional(Type.Integer()),
          dueDate: Type.Optional(DateIn),
        }),
        response: { 200: BatchOut, '4xx': ErrorOut },
      },
    },
    async ({ body: { jobIds, jobQuery, retries, dueDate }, engine }) => {
      if (retries === undefined) throw new RequestError(400, 'retries is null');
      if (!jobIds && !jobQuery) {
        throw new RequestError(400, 'ENGINE-13050 You must specify at least one of jobIds or jobQuery.');
      }
      const ids = [...(jobIds ?? []), ...(await idsFoundBy(engine, jobList, jobQuery))];
      return createJobRetriesBatch(engine, ids, retries, dueDate);
    },
  );

  app.put(
    '/job/suspended',
    {
      schema: {
        tags,
        body: Type.Object({
          ...Owner,
          jobId: Type.Optional(Type.String()),
          suspended: Type.Optional(Type.Boolean()),
        }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ body: { jobId, suspended = false, ...owner }, engine }, reply) => {
      const words = 'jobDefinitionId, processInstanceId, processDefinitionId or processDefinitionKey';
      if (jobId !== undefined) {
        throw new RequestError(400, `Either ${words} can be set to update the suspension state.`);
      }
      const chosen = Object.keys(Owner).filter((name) => name in owner);
      if (chosen.length === 0) {
        throw new RequestError(400, `Either jobId, ${words} should be set to update the suspension state.`);
      }
      if (chosen.length > 1) {
        throw new RequestError(400, `Only one of jobId, ${words} should be set to update the suspension state.`);
      }
      const ids = await idsFoundBy(engine, jobList, owner);
      const at = {
        jobDefinitionId: owner.jobDefinitionId ?? null,
        instanceId: owner.processInstanceId ?? null,
        definitionId: owner.processDefinitionId ?? null,
        definitionKey: owner.processDefinitionKey ?? null,
      };
      const type = suspended ? 'SuspendJob' : 'ActivateJob';
      await noteOperations(engine, [{ type, entity: 'Job', changes: [suspensionState(suspended)], at }]);
      await forAll(ids, (id) => setJobSuspended(unlogged(engine), id, suspended));
      return reply.code(204).send();
    },
  );
};
