import { equal, flagged, isNotNull, oneOf } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type JobDefinition, jobDefinitionTable } from './job-definition.ts';

export interface JobDefinitionFilter {
  jobDefinitionId?: string;
  activityIdIn?: readonly string[];
  processDefinitionId?: string;
  processDefinitionKey?: string;
  /** `async-continuation` for both kinds of asynchronous continuation, else the kind. */
  jobType?: string;
  jobConfiguration?: string;
  active?: boolean;
  suspended?: boolean;
  withOverridingJobPriority?: boolean;
}

/** The jobs that deployed processes can create. */
export const jobDefinitionList = listQuery<JobDefinitionFilter, JobDefinition>({
  from: (knex) => knex({ t: jobDefinitionTable.name }),
  columns: selectColumns(jobDefinitionTable, 't'),
  conditions: {
    jobDefinitionId: equal('t.id'),
    activityIdIn: oneOf('t.activity_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    jobType: (query, type) =>
      type === 'async-continuation'
        ? query.whereIn('t.kind', ['async-before', 'async-after'])
        : query.where('t.kind', type),
    jobConfiguration: equal('t.configuration'),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
    withOverridingJobPriority: isNotNull('t.overriding_priority'),
  },
  sortings: {
    jobDefinitionId: 't.id',
    activityId: 't.activity_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    jobType: 't.kind',
    jobConfiguration: 't.configuration',
    // Only the null tenant exists: this order is that of the ids.
    tenantId: () => {},
  },
  read: itemReader(jobDefinitionTable),
});
