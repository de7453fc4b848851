import type { HistoricIncident } from '../../engine/changes.ts';
import { compare, equal, flagged, like, ofDefinitionKeys, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { failedIn } from './failure-logs.ts';
import { historicIncidentTable } from './incident.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';

export interface HistoricIncidentFilter {
  incidentId?: string;
  incidentType?: string;
  incidentMessage?: string;
  incidentMessageLike?: string;
  processInstanceId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionKeyIn?: readonly string[];
  executionId?: string;
  activityId?: string;
  failedActivityId?: string;
  causeIncidentId?: string;
  rootCauseIncidentId?: string;
  configuration?: string;
  historyConfiguration?: string;
  jobDefinitionIdIn?: readonly string[];
  createTimeBefore?: number;
  createTimeAfter?: number;
  endTimeBefore?: number;
  endTimeAfter?: number;
  open?: boolean;
  resolved?: boolean;
  deleted?: boolean;
}

export type HistoricIncidentItem = HistoricIncident & DefinitionFacts & RemovalFact;

/** What was broken, and how it ended. */
export const historicIncidentList = listQuery<HistoricIncidentFilter, HistoricIncidentItem>({
  from: (knex) => withRemoval(withDefinition(knex, historicIncidentTable.name)),
  columns: [...selectColumns(historicIncidentTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    incidentId: equal('t.id'),
    incidentType: equal('t.type'),
    incidentMessage: equal('t.message'),
    incidentMessageLike: like('t.message'),
    processInstanceId: equal('t.instance_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    processDefinitionKeyIn: ofDefinitionKeys('t.definition_id'),
    executionId: equal('t.node_id'),
    activityId: equal('t.element_id'),
    failedActivityId: equal('t.failed_activity_id'),
    causeIncidentId: equal('t.cause_incident_id'),
    rootCauseIncidentId: equal('t.root_cause_incident_id'),
    configuration: equal('t.configuration'),
    historyConfiguration: (query, logId) => query.whereIn('t.configuration', failedIn(logId)),
    jobDefinitionIdIn: oneOf('t.job_definition_id'),
    createTimeBefore: compare('t.created_at', '<='),
    createTimeAfter: compare('t.created_at', '>='),
    endTimeBefore: compare('t.ended_at', '<='),
    endTimeAfter: compare('t.ended_at', '>='),
    open: flagged('t.state', 'open'),
    resolved: flagged('t.state', 'resolved'),
    deleted: flagged('t.state', 'deleted'),
  },
  sortings: {
    incidentId: 't.id',
    incidentMessage: { nullable: 't.message' },
    createTime: 't.created_at',
    endTime: { nullable: 't.ended_at' },
    incidentType: 't.type',
    executionId: 't.node_id',
    activityId: 't.element_id',
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    processDefinitionKey: 't.definition_key',
    causeIncidentId: 't.cause_incident_id',
    rootCauseIncidentId: 't.root_cause_incident_id',
    configuration: { nullable: 't.configuration' },
    historyConfiguration: { nullable: 't.configuration' },
    incidentState: 't.state',
  },
  read: itemReader(historicIncidentTable),
});
