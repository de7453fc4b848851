import { type Static, Type } from 'typebox';
import { failureLogs, historicIncidentList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricIncident } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';

import { DateIn, DateOut, Flag, NullableDate, NullableText, TextList } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

const Filter = Type.Object({
  incidentId: Type.String(),
  incidentType: Type.String(),
  incidentMessage: Type.String(),
  incidentMessageLike: Type.String(),
  processInstanceId: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionKeyIn: TextList,
  executionId: Type.String(),
  activityId: Type.String(),
  failedActivityId: Type.String(),
  causeIncidentId: Type.String(),
  rootCauseIncidentId: Type.String(),
  configuration: Type.String(),
  historyConfiguration: Type.String(),
  jobDefinitionIdIn: TextList,
  createTimeBefore: DateIn,
  createTimeAfter: DateIn,
  endTimeBefore: DateIn,
  endTimeAfter: DateIn,
  open: Flag,
  resolved: Flag,
  deleted: Flag,
  tenantIdIn: TextList,
  withoutTenantId: Flag,
});

const ItemOut = Type.Object({
  id: Type.String(),
  processDefinitionKey: NullableText,
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  executionId: NullableText,
  createTime: DateOut,
  endTime: NullableDate,
  removalTime: NullableDate,
  incidentType: Type.String(),
  failedActivityId: NullableText,
  activityId: NullableText,
  causeIncidentId: NullableText,
  rootCauseIncidentId: NullableText,
  configuration: NullableText,
  historyConfiguration: NullableText,
  incidentMessage: NullableText,
  tenantId: NullableText,
  jobDefinitionId: NullableText,
  open: Type.Boolean(),
  deleted: Type.Boolean(),
  resolved: Type.Boolean(),
  annotation: NullableText,
  rootProcessInstanceId: NullableText,
});

function write(row: HistoricIncident & RemovalFact): Static<typeof ItemOut> {
  return {
    id: row.id,
    processDefinitionKey: row.definitionKey || null,
    processDefinitionId: row.definitionId || null,
    processInstanceId: row.instanceId || null,
    executionId: row.nodeId || null,
    createTime: writeDate(row.createdAt),
    endTime: writeDate(row.endedAt),
    removalTime: writeDate(row.rootRemovalAt),
    incidentType: row.type,
    failedActivityId: row.failedActivityId,
    activityId: row.elementId || null,
    causeIncidentId: row.causeIncidentId,
    rootCauseIncidentId: row.rootCauseIncidentId,
    configuration: row.configuration,
    historyConfiguration: null,
    incidentMessage: row.message,
    tenantId: null,
    jobDefinitionId: row.jobDefinitionId,
    open: row.state === 'open',
    deleted: row.state === 'deleted',
    resolved: row.state === 'resolved',
    annotation: row.annotation,
    rootProcessInstanceId: row.rootId || null,
  };
}

/** `/history/incident`: what was stuck, and how it ended. */
export const historicIncident: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/incident',
    tag: 'Historic Incident',
    filter: Filter,
    source: historicIncidentList,
    item: ItemOut,
    write,
    // Which entry of a log tells what made it: the last failure before the incident.
    complete: async (incidents) => {
      const ids = incidents.flatMap(({ configuration }) => configuration ?? []);
      const logs = await failureLogs(engine.store.reader, ids);
      return incidents.map((incident) => ({
        ...incident,
        historyConfiguration:
          logs.findLast(({ of, at }) => of === incident.configuration && writeDate(at) <= incident.createTime)?.id ??
          null,
      }));
    },
    post: false,
  });
};
