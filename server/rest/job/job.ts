import { Type } from 'typebox';
import { jobList } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { plainText } from '../wire/plain-text.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateConditions, ErrorOut, FindsEverything, Flag, IdParams, TextList } from '../wire/schema.ts';
import { JobOut, writeJob } from './job-out.ts';

export const JobFilter = Type.Object({
  jobId: Type.String(),
  jobIds: TextList,
  jobDefinitionId: Type.String(),
  processInstanceId: Type.String(),
  processInstanceIds: TextList,
  executionId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  activityId: Type.String(),
  withRetriesLeft: Flag,
  noRetriesLeft: Flag,
  executable: Flag,
  timers: Flag,
  messages: Flag,
  dueDates: DateConditions,
  createTimes: DateConditions,
  withException: Flag,
  exceptionMessage: Type.String(),
  failedActivityId: Type.String(),
  active: Flag,
  suspended: Flag,
  priorityHigherThanOrEquals: Type.Integer(),
  priorityLowerThanOrEquals: Type.Integer(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeJobsWithoutTenantId: FindsEverything,
});

/** `/job`: timers and asynchronous steps, read only. */
export const job: Resource = (app, engine) => {
  const tags = ['Job'];
  const find = async (id: string) => {
    const found = await jobList.find(engine.store.reader, id);
    if (!found) throw new RequestError(404, `Job with id ${id} does not exist`);
    return found;
  };

  listRoutes(app, engine, {
    path: '/job',
    tag: 'Job',
    filter: JobFilter,
    source: jobList,
    item: JobOut,
    write: writeJob,
    post: true,
  });

  app.get(
    '/job/:id',
    { schema: { tags, params: IdParams, response: { 200: JobOut, '4xx': ErrorOut } } },
    async ({ params }) => writeJob(await find(params.id)),
  );

  app.get('/job/:id/stacktrace', { schema: { tags, params: IdParams } }, async ({ params }, reply) =>
    plainText(reply, (await find(params.id)).exceptionStacktrace),
  );
};
