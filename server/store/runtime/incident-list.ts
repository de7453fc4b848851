import type { Incident } from '../../engine/state.ts';
import { compare, equal, like, ofDefinitionKeys, ofInstances, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { incidentTable } from './incident.ts';

export interface IncidentFilter {
  incidentId?: string;
  incidentType?: string;
  incidentMessage?: string;
  incidentMessageLike?: string;
  incidentTimestampBefore?: number;
  incidentTimestampAfter?: number;
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  processDefinitionId?: string;
  processDefinitionKeyIn?: readonly string[];
  executionId?: string;
  activityId?: string;
  failedActivityId?: string;
  causeIncidentId?: string;
  rootCauseIncidentId?: string;
  configuration?: string;
  jobDefinitionIdIn?: readonly string[];
}

export type IncidentItem = Incident & DefinitionFacts;

/** What is broken and waits for somebody. */
export const incidentList = listQuery<IncidentFilter, IncidentItem>({
  from: (knex) => withDefinition(knex, incidentTable.name),
  columns: [...selectColumns(incidentTable, 't'), ...definitionColumns],
  conditions: {
    incidentId: equal('t.id'),
    incidentType: equal('t.type'),
    incidentMessage: equal('t.message'),
    incidentMessageLike: like('t.message'),
    incidentTimestampBefore: compare('t.created_at', '<'),
    incidentTimestampAfter: compare('t.created_at', '>'),
    processInstanceId: ofInstances(),
    processInstanceIdIn: ofInstances(),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKeyIn: ofDefinitionKeys('t.definition_id'),
    executionId: equal('t.node_id'),
    activityId: equal('t.element_id'),
    failedActivityId: equal('t.failed_activity_id'),
    causeIncidentId: equal('t.cause_incident_id'),
    rootCauseIncidentId: equal('t.root_cause_incident_id'),
    configuration: equal('t.configuration'),
    jobDefinitionIdIn: oneOf('t.job_definition_id'),
  },
  sortings: {
    incidentId: 't.id',
    incidentMessage: { nullable: 't.message' },
    incidentTimestamp: 't.created_at',
    incidentType: 't.type',
    executionId: 't.node_id',
    activityId: 't.element_id',
    processInstanceId: 't.instance_id',
    processDefinitionId: 't.definition_id',
    causeIncidentId: 't.cause_incident_id',
    rootCauseIncidentId: 't.root_cause_incident_id',
    configuration: { nullable: 't.configuration' },
  },
  read: itemReader(incidentTable),
});
