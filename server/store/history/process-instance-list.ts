import type { Knex } from 'knex';
import type { HistoricProcessInstance, HistoricState } from '../../engine/changes.ts';
import {
  compare,
  equal,
  flagged,
  isNotNull,
  isNull,
  like,
  noneOf,
  oneOf,
  qualifier,
  whereLike,
} from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type VariableCase, type VariableFilter, whereVariables } from '../variable-filter.ts';
import { historicInstanceTable } from './process-instance.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface HistoricInstanceFilter extends VariableCase {
  processInstanceId?: string;
  processInstanceIds?: readonly string[];
  processInstanceIdNotIn?: readonly string[];
  rootProcessInstanceId?: string;
  processInstanceBusinessKey?: string;
  processInstanceBusinessKeyIn?: readonly string[];
  processInstanceBusinessKeyLike?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionKeyIn?: readonly string[];
  processDefinitionKeyNotIn?: readonly string[];
  processDefinitionName?: string;
  processDefinitionNameLike?: string;
  superProcessInstanceId?: string;
  subProcessInstanceId?: string;
  rootProcessInstances?: boolean;
  finished?: boolean;
  unfinished?: boolean;
  active?: boolean;
  suspended?: boolean;
  completed?: boolean;
  externallyTerminated?: boolean;
  internallyTerminated?: boolean;
  startedBy?: string;
  startedBefore?: number;
  startedAfter?: number;
  finishedBefore?: number;
  finishedAfter?: number;
  withIncidents?: boolean;
  withRootIncidents?: boolean;
  incidentType?: string;
  incidentStatus?: 'open' | 'resolved';
  incidentMessage?: string;
  incidentMessageLike?: string;
  /** Instances that have finished, or are now in, one of these elements. */
  executedActivityIdIn?: readonly string[];
  activityIdIn?: readonly string[];
  incidentIdIn?: readonly string[];
  /** Instances of which a job was carried out after, or before, a time. */
  executedJobAfter?: number;
  executedJobBefore?: number;
  /** Instances with a job that failed and will be tried again. */
  withJobsRetrying?: boolean;
  activeActivityIdIn?: readonly string[];
  executedActivityBefore?: number;
  executedActivityAfter?: number;
  variables?: readonly VariableFilter[];
}

export type HistoricInstanceItem = HistoricProcessInstance & DefinitionFacts & RemovalFact;

type Query = Knex.QueryBuilder;

/** Process instances, running and ended. */
export const historicInstanceList = listQuery<HistoricInstanceFilter, HistoricInstanceItem>({
  from: (knex) => withRemoval(withDefinition(knex, historicInstanceTable.name)),
  columns: [...selectColumns(historicInstanceTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    processInstanceId: equal('t.id'),
    processInstanceIds: oneOf('t.id'),
    processInstanceIdNotIn: noneOf('t.id'),
    rootProcessInstanceId: (query, id) =>
      query.where((either: Query) =>
        either
          .where('t.id', id)
          .orWhere((called: Query) => called.where('t.root_id', id).whereNotNull('t.super_instance_id')),
      ),
    processInstanceBusinessKey: equal('t.business_key'),
    processInstanceBusinessKeyIn: oneOf('t.business_key'),
    processInstanceBusinessKeyLike: like('t.business_key'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    processDefinitionKeyIn: oneOf('t.definition_key'),
    processDefinitionKeyNotIn: noneOf('t.definition_key'),
    processDefinitionName: equal('d.name'),
    processDefinitionNameLike: like('d.name'),
    superProcessInstanceId: (query, id) =>
      query
        .where('t.super_instance_id', id)
        .whereIn('t.root_id', (roots: Query) => roots.from(historicInstanceTable.name).select('root_id').where({ id })),
    subProcessInstanceId: (query, id) =>
      query.whereIn('t.id', (callers: Query) =>
        callers.from(historicInstanceTable.name).select('super_instance_id').where({ id }),
      ),
    rootProcessInstances: isNull('t.super_instance_id'),
    finished: isNotNull('t.ended_at'),
    unfinished: isNull('t.ended_at'),
    active: inState('ACTIVE'),
    suspended: inState('SUSPENDED'),
    completed: inState('COMPLETED'),
    externallyTerminated: inState('EXTERNALLY_TERMINATED'),
    internallyTerminated: inState('INTERNALLY_TERMINATED'),
    startedBy: equal('t.start_user_id'),
    startedBefore: compare('t.started_at', '<='),
    startedAfter: compare('t.started_at', '>='),
    finishedBefore: compare('t.ended_at', '<='),
    finishedAfter: compare('t.ended_at', '>='),
    withIncidents: (query) => withIncident(query, () => {}),
    withRootIncidents: (query) => withIncident(query, (incident) => incident.whereRaw('id = root_cause_incident_id')),
    incidentType: (query, type) => withIncident(query, (incident) => incident.where({ type })),
    incidentStatus: (query, state) => withIncident(query, (incident) => incident.where({ state })),
    incidentMessage: (query, message) => withIncident(query, (incident) => incident.where({ message })),
    incidentMessageLike: (query, pattern) => withIncident(query, (incident) => whereLike(incident, 'message', pattern)),
    executedActivityIdIn: (query, ids) =>
      withActivity(query, (activity) => activity.whereIn('activity_id', [...ids]).whereNotNull('ended_at')),
    activityIdIn: (query, ids) =>
      withActivity(query, (activity) => activity.whereIn('activity_id', [...ids]).whereNull('ended_at')),
    incidentIdIn: (query, ids) => withIncident(query, (incident) => incident.whereIn('id', [...ids])),
    executedJobAfter: (query, at) => withJob(query, (job) => job.where('at', '>=', at)),
    executedJobBefore: (query, at) => withJob(query, (job) => job.where('at', '<=', at)),
    withJobsRetrying: (query) =>
      query.whereIn('t.id', (jobs: Query) =>
        jobs.from('runtime_job').select('instance_id').whereNotNull('exception_message').where('retries', '>', 0),
      ),
    activeActivityIdIn: (query, ids) =>
      withActivity(query, (activity) => activity.whereIn('activity_id', [...ids]).whereNull('ended_at')),
    executedActivityBefore: (query, at) => withActivity(query, (activity) => activity.where('started_at', '<=', at)),
    executedActivityAfter: (query, at) => withActivity(query, (activity) => activity.where('started_at', '>=', at)),
    variables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.id', of: 'instance', rootScope: true }, filter),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
  },
  sortings: {
    instanceId: 't.id',
    definitionId: 't.definition_id',
    definitionKey: 't.definition_key',
    definitionName: { nullable: 'd.name' },
    definitionVersion: { nullable: 'd.version' },
    businessKey: { nullable: 't.business_key' },
    startTime: 't.started_at',
    endTime: { nullable: 't.ended_at' },
    duration: (query, order) =>
      query.orderByRaw(`t.ended_at - t.started_at ${order} nulls ${order === 'asc' ? 'first' : 'last'}`),
  },
  read: itemReader(historicInstanceTable),
});

function inState(state: HistoricState) {
  return flagged<HistoricInstanceFilter>('t.state', state);
}

function withIncident(query: Query, narrow: (incident: Query) => void): void {
  query.whereIn('t.id', (incident: Query) => {
    incident.from('history_incident').select('instance_id');
    narrow(incident);
  });
}

function withJob(query: Query, narrow: (job: Query) => void): void {
  query.whereIn('t.id', (job: Query) => {
    job.from('history_job_log').select('instance_id').where('event', 'success');
    narrow(job);
  });
}

/** Asked instance by instance: there is no index over all activities by element. */
function withActivity(query: Query, narrow: (activity: Query) => void): void {
  query.whereExists((activity: Query) => {
    activity.from('history_activity_instance').select('id').whereRaw('history_activity_instance.instance_id = t.id');
    narrow(activity);
  });
}
