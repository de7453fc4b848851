import { type Static, Type } from 'typebox';
import { jobDefinitionList } from '../../commands/lists.ts';
import type { JobDefinition } from '../../store/definition/job-definition.ts';
import { jobTypeOf } from '../job/job-type.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, FindsEverything, Flag, IdParams, NullableInteger, NullableText, TextList } from '../wire/schema.ts';

const Filter = Type.Object({
  jobDefinitionId: Type.String(),
  activityIdIn: TextList,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  jobType: Type.String(),
  jobConfiguration: Type.String(),
  active: Flag,
  suspended: Flag,
  withOverridingJobPriority: Flag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
  includeJobDefinitionsWithoutTenantId: FindsEverything,
});

const JobDefinitionOut = Type.Object({
  id: Type.String(),
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  jobType: Type.String(),
  jobConfiguration: Type.String(),
  activityId: NullableText,
  suspended: Type.Boolean(),
  overridingJobPriority: NullableInteger,
  tenantId: NullableText,
  deploymentId: NullableText,
});

/** Those of batches belong to no process: their empty ids are null on the wire. */
function writeJobDefinition(row: JobDefinition): Static<typeof JobDefinitionOut> {
  return {
    id: row.id,
    processDefinitionId: row.definitionId || null,
    processDefinitionKey: row.definitionKey || null,
    jobType: jobTypeOf(row.kind),
    jobConfiguration: row.configuration,
    activityId: row.activityId || null,
    suspended: row.suspended,
    overridingJobPriority: row.overridingPriority,
    tenantId: null,
    deploymentId: row.deploymentId || null,
  };
}

/** `/job-definition`: the jobs that a process can create. */
export const jobDefinition: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/job-definition',
    tag: 'Job Definition',
    filter: Filter,
    source: jobDefinitionList,
    item: JobDefinitionOut,
    write: writeJobDefinition,
    post: true,
  });

  app.get(
    '/job-definition/:id',
    { schema: { tags: ['Job Definition'], params: IdParams, response: { 200: JobDefinitionOut, '4xx': ErrorOut } } },
    async ({ params: { id } }) => {
      const found = await jobDefinitionList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Job Definition with id ${id} does not exist`);
      return writeJobDefinition(found);
    },
  );
};
