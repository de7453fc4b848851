import type { Knex } from 'knex';
import { equal, flagged, oneOf, whereLike } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import {
  type DefinitionFilter,
  definitionConditions,
  definitionSortings,
  withDeployment,
} from './definition-conditions.ts';
import { type ProcessDefinition, processDefinitionTable } from './process-definition.ts';

export interface ProcessDefinitionFilter extends DefinitionFilter {
  processDefinitionId?: string;
  processDefinitionIdIn?: readonly string[];
  active?: boolean;
  suspended?: boolean;
  startableInTasklist?: boolean;
  notStartableInTasklist?: boolean;
  incidentId?: string;
  incidentType?: string;
  incidentMessage?: string;
  incidentMessageLike?: string;
}

/** Deployed processes, every version. */
export const processDefinitionList = listQuery<ProcessDefinitionFilter, ProcessDefinition>({
  from: (knex) => withDeployment(knex, processDefinitionTable.name),
  columns: selectColumns(processDefinitionTable, 't'),
  conditions: {
    ...definitionConditions(processDefinitionTable.name),
    processDefinitionId: equal('t.id'),
    processDefinitionIdIn: oneOf('t.id'),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
    startableInTasklist: flagged('t.startable_in_tasklist', true),
    notStartableInTasklist: flagged('t.startable_in_tasklist', false),
    incidentId: (query, id) => withIncident(query, (incident) => incident.where({ id })),
    incidentType: (query, type) => withIncident(query, (incident) => incident.where({ type })),
    incidentMessage: (query, message) => withIncident(query, (incident) => incident.where({ message })),
    incidentMessageLike: (query, pattern) => withIncident(query, (incident) => whereLike(incident, 'message', pattern)),
  },
  sortings: { ...definitionSortings, versionTag: { nullable: 't.version_tag' } },
  read: itemReader(processDefinitionTable),
});

function withIncident(query: Knex.QueryBuilder, narrow: (incident: Knex.QueryBuilder) => void): void {
  query.whereIn('t.id', (incident: Knex.QueryBuilder) => {
    incident.from('runtime_incident').select('definition_id');
    narrow(incident);
  });
}
