import { type Static, Type } from 'typebox';
import { jobLogList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricJobLog } from '../../engine/changes.ts';
import { jobTypeOf } from '../job/job-type.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { plainText } from '../wire/plain-text.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateOut,
  ErrorOut,
  FindsNothing,
  Flag,
  IdParams,
  NullableDate,
  NullableText,
  TextList,
} from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

const Filter = Type.Object({
  creationLog: Flag,
  failureLog: Flag,
  successLog: Flag,
  deletionLog: Flag,
  logId: Type.String(),
  jobId: Type.String(),
  jobExceptionMessage: Type.String(),
  jobDefinitionId: Type.String(),
  jobDefinitionType: Type.String(),
  jobDefinitionConfiguration: Type.String(),
  activityIdIn: TextList,
  failedActivityIdIn: TextList,
  executionIdIn: TextList,
  processInstanceId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  jobPriorityHigherThanOrEquals: Type.Integer(),
  jobPriorityLowerThanOrEquals: Type.Integer(),
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  deploymentId: Type.String(),
  hostname: FindsNothing,
});

const ItemOut = Type.Object({
  id: Type.String(),
  timestamp: DateOut,
  removalTime: NullableDate,
  jobId: Type.String(),
  jobDueDate: NullableDate,
  jobRetries: Type.Integer(),
  jobPriority: Type.Integer(),
  jobExceptionMessage: NullableText,
  jobDefinitionId: NullableText,
  jobDefinitionType: Type.String(),
  jobDefinitionConfiguration: NullableText,
  activityId: NullableText,
  failedActivityId: NullableText,
  executionId: NullableText,
  processInstanceId: NullableText,
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  deploymentId: NullableText,
  tenantId: NullableText,
  hostname: NullableText,
  rootProcessInstanceId: NullableText,
  batchId: NullableText,
  creationLog: Type.Boolean(),
  failureLog: Type.Boolean(),
  successLog: Type.Boolean(),
  deletionLog: Type.Boolean(),
});

function write(row: HistoricJobLog & RemovalFact & { deploymentId: string | null }): Static<typeof ItemOut> {
  return {
    id: row.id,
    timestamp: writeDate(row.at),
    removalTime: writeDate(row.rootRemovalAt),
    jobId: row.jobId,
    jobDueDate: writeDate(row.dueAt),
    jobRetries: row.retries,
    jobPriority: row.priority,
    jobExceptionMessage: row.exceptionMessage,
    jobDefinitionId: row.jobDefinitionId || null,
    jobDefinitionType: jobTypeOf(row.kind),
    jobDefinitionConfiguration: row.configuration,
    activityId: row.activityId || null,
    failedActivityId: row.failedActivityId,
    executionId: row.executionId || null,
    processInstanceId: row.instanceId || null,
    processDefinitionId: row.definitionId || null,
    processDefinitionKey: row.definitionKey || null,
    deploymentId: row.deploymentId,
    tenantId: null,
    hostname: null,
    rootProcessInstanceId: row.rootId || null,
    // Only what belongs to neither an instance nor a definition works for a batch.
    batchId: row.definitionId === '' ? row.configuration : null,
    creationLog: row.event === 'creation',
    failureLog: row.event === 'failure',
    successLog: row.event === 'success',
    deletionLog: row.event === 'deletion',
  };
}

/** `/history/job-log`: what happened to jobs. */
export const jobLog: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/job-log',
    tag: 'Historic Job Log',
    filter: Filter,
    source: jobLogList,
    item: ItemOut,
    write,
    post: true,
  });

  app.get(
    '/history/job-log/:id',
    { schema: { tags: ['Historic Job Log'], params: IdParams, response: { 200: ItemOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await jobLogList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic job log with id ${id} does not exist`);
      return write(found);
    },
  );

  app.get(
    '/history/job-log/:id/stacktrace',
    { schema: { tags: ['Historic Job Log'], params: IdParams } },
    async ({ params: { id } }, reply) => {
      const found = await jobLogList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic job log with id ${id} does not exist`);
      return plainText(reply, found.exceptionStacktrace);
    },
  );
};
