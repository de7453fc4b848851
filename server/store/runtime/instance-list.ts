import type { Knex } from 'knex';
import type { Instance } from '../../engine/state.ts';
import { equal, flag, flagged, like, noneOf, ofDefinitionKeys, oneOf, qualifier, whereLike } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type VariableCase, type VariableFilter, whereVariables } from '../variable-filter.ts';
import { instanceTable } from './instance.ts';

export interface InstanceFilter extends VariableCase {
  processInstanceIds?: readonly string[];
  businessKey?: string;
  businessKeyLike?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionKeyIn?: readonly string[];
  processDefinitionKeyNotIn?: readonly string[];
  deploymentId?: string;
  superProcessInstance?: string;
  subProcessInstance?: string;
  rootProcessInstances?: boolean;
  leafProcessInstances?: boolean;
  active?: boolean;
  suspended?: boolean;
  withIncident?: boolean;
  incidentId?: string;
  incidentType?: string;
  incidentMessage?: string;
  incidentMessageLike?: string;
  /** Instances with a token in one of these elements. */
  activityIdIn?: readonly string[];
  /** Variables of the process instance itself. */
  variables?: readonly VariableFilter[];
}

/** A running instance without its tree. */
export type InstanceItem = Omit<Instance, 'nodes'> & DefinitionFacts;

const columns = instanceTable.columns.filter(({ property }) => property !== 'nodes');

/** Running process instances; what stands behind a standalone task is none. */
export const instanceList = listQuery<InstanceFilter, InstanceItem>({
  from: (knex) => withDefinition(knex, instanceTable.name).whereNot('t.definition_id', ''),
  columns: [...selectColumns({ ...instanceTable, columns }, 't'), ...definitionColumns],
  conditions: {
    processInstanceIds: oneOf('t.id'),
    businessKey: equal('t.business_key'),
    businessKeyLike: like('t.business_key'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    processDefinitionKeyIn: ofDefinitionKeys('t.definition_id'),
    processDefinitionKeyNotIn: noneOf('t.definition_key'),
    deploymentId: (query, id) =>
      query.whereIn('t.definition_id', (ids: Knex.QueryBuilder) =>
        ids.from('definition_process').select('id').where('deployment_id', id),
      ),
    superProcessInstance: (query, id) => inFamilyOf(query, id).where('t.super_instance_id', id),
    subProcessInstance: (query, id) =>
      query.whereIn('t.id', (callers: Knex.QueryBuilder) =>
        callers.from(instanceTable.name).select('super_instance_id').where('id', id),
      ),
    rootProcessInstances: flag((query) => query.whereNull('t.super_instance_id')),
    leafProcessInstances: flag((query) =>
      query.whereNotExists((called: Knex.QueryBuilder) =>
        called
          .from({ c: instanceTable.name })
          .whereRaw(
            'c.root_id = t.root_id and c.super_instance_id is not null and c.super_instance_id = t.id and c.definition_id <> ?',
            [''],
          ),
      ),
    ),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
    withIncident: flag((query) => withIncident(query)),
    incidentId: (query, id) => withIncident(query, (incident) => incident.where('id', id)),
    incidentType: (query, type) => withIncident(query, (incident) => incident.where('type', type)),
    incidentMessage: (query, message) => withIncident(query, (incident) => incident.where('message', message)),
    incidentMessageLike: (query, message) => withIncident(query, (incident) => whereLike(incident, 'message', message)),
    activityIdIn: (query, elements) =>
      query.whereIn('t.id', (running: Knex.QueryBuilder) =>
        running
          .from('history_activity_instance')
          .select('instance_id')
          .whereNull('ended_at')
          .whereIn('activity_id', [...elements]),
      ),
    variables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.id', of: 'instance', rootScope: true, live: true }, filter),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
  },
  sortings: {
    instanceId: 't.id',
    definitionKey: 't.definition_key',
    definitionId: 't.definition_id',
    businessKey: { nullable: 't.business_key' },
  },
  read: itemReader({ ...instanceTable, columns }),
});

function inFamilyOf(query: Knex.QueryBuilder, instanceId: string): Knex.QueryBuilder {
  return query.whereIn('t.root_id', (roots: Knex.QueryBuilder) =>
    roots.from(instanceTable.name).select('root_id').where('id', instanceId),
  );
}

function withIncident(query: Knex.QueryBuilder, narrow?: (incident: Knex.QueryBuilder) => void): void {
  query.whereIn('t.id', (incident: Knex.QueryBuilder) => {
    incident.from('runtime_incident').select('instance_id');
    narrow?.(incident);
  });
}
