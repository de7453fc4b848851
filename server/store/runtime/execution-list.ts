import type { Knex } from 'knex';
import { equal, flagged, ofDefinitionKeys, qualifier } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { type VariableCase, type VariableFilter, whereVariables } from '../variable-filter.ts';

export interface ExecutionFilter extends VariableCase {
  executionId?: string;
  processInstanceId?: string;
  businessKey?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  activityId?: string;
  signalEventSubscriptionName?: string;
  messageEventSubscriptionName?: string;
  active?: boolean;
  suspended?: boolean;
  incidentId?: string;
  incidentType?: string;
  incidentMessage?: string;
  /** Variables of the execution's own scope. */
  variables?: readonly VariableFilter[];
  /** Variables of its process instance. */
  processVariables?: readonly VariableFilter[];
}

/** A node of a running instance; the root node has the instance's id. */
export interface ExecutionItem {
  id: string;
  instanceId: string;
  elementId: string;
  parentId: string | null;
  activityInstanceId: string;
  suspended: boolean;
}

/** Nodes of running instances, read out of their documents. */
export const executionList = listQuery<ExecutionFilter, ExecutionItem>({
  from: (knex) => knex.from(knex.raw(isSqlite(knex) ? sqliteNodes : postgresNodes)),
  columns: [
    't.id as id',
    't.instance_id as instanceId',
    't.element_id as elementId',
    't.parent_id as parentId',
    't.activity_instance_id as activityInstanceId',
    't.suspended as suspended',
  ],
  conditions: {
    executionId: equal('t.id'),
    processInstanceId: equal('t.instance_id'),
    businessKey: equal('t.business_key'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    activityId: equal('t.element_id'),
    signalEventSubscriptionName: (query, name) => subscribedTo(query, 'signal', name),
    messageEventSubscriptionName: (query, name) => subscribedTo(query, 'message', name),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
    incidentId: (query, id) => withIncident(query, 'id', id),
    incidentType: (query, type) => withIncident(query, 'type', type),
    incidentMessage: (query, message) => withIncident(query, 'message', message),
    variables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.id', of: 'execution', live: true }, filter),
    processVariables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.instance_id', of: 'instance', rootScope: true, live: true }, filter),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
  },
  sortings: { instanceId: 't.instance_id', definitionKey: 't.definition_key', definitionId: 't.definition_id' },
  read: (answer) => ({
    id: String(answer['id']),
    instanceId: String(answer['instanceId']),
    elementId: String(answer['elementId']),
    parentId: typeof answer['parentId'] === 'string' ? answer['parentId'] : null,
    activityInstanceId: String(answer['activityInstanceId']),
    suspended: Boolean(answer['suspended']),
  }),
});

const instanceColumns = 'i.id as instance_id, i.business_key, i.definition_id, i.definition_key, i.suspended';

const sqliteNodes =
  `(select n.key as id, n.value ->> 'element' as element_id, n.value ->> 'parent' as parent_id, ` +
  `n.value ->> 'activityInstanceId' as activity_instance_id, ${instanceColumns} ` +
  "from runtime_instance i, json_each(i.nodes) n where i.definition_id <> '') t";

const postgresNodes =
  `(select n.key as id, n.value ->> 'element' as element_id, n.value ->> 'parent' as parent_id, ` +
  `n.value ->> 'activityInstanceId' as activity_instance_id, ${instanceColumns} ` +
  "from runtime_instance i, jsonb_each(i.nodes::jsonb) n where i.definition_id <> '') t";

function isSqlite(knex: Knex): boolean {
  return knex.client.config.client === 'sqlite3';
}

function subscribedTo(query: Knex.QueryBuilder, kind: string, name: string): void {
  query.whereIn('t.id', (waiting: Knex.QueryBuilder) =>
    waiting.from('runtime_subscription').select('node_id').where({ kind, name }),
  );
}

function withIncident(query: Knex.QueryBuilder, column: string, value: string): void {
  query.whereIn('t.id', (incident: Knex.QueryBuilder) =>
    incident.from('runtime_incident').select('node_id').where(column, value),
  );
}
