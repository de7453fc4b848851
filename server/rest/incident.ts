import { type Static, Type } from 'typebox';
import { annotateIncident } from '../commands/annotate-incident.ts';
import { incidentList } from '../commands/lists.ts';
import { resolveIncident } from '../commands/resolve-incident.ts';
import type { Incident } from '../engine/state.ts';
import type { Resource } from './rest-app.ts';
import { listRoutes } from './wire/list-routes.ts';
import { RequestError } from './wire/request-error.ts';
import { DateIn, DateOut, ErrorOut, IdParams, NoContent, NullableText, TextList } from './wire/schema.ts';
import { writeDate } from './wire/wire-date.ts';

const Filter = Type.Object({
  incidentId: Type.String(),
  incidentType: Type.String(),
  incidentMessage: Type.String(),
  incidentMessageLike: Type.String(),
  processDefinitionId: Type.String(),
  processDefinitionKeyIn: TextList,
  processInstanceId: Type.String(),
  processInstanceIdIn: TextList,
  executionId: Type.String(),
  incidentTimestampBefore: DateIn,
  incidentTimestampAfter: DateIn,
  activityId: Type.String(),
  failedActivityId: Type.String(),
  causeIncidentId: Type.String(),
  rootCauseIncidentId: Type.String(),
  configuration: Type.String(),
  tenantIdIn: TextList,
  jobDefinitionIdIn: TextList,
});

export const IncidentOut = Type.Object({
  id: Type.String(),
  processDefinitionId: NullableText,
  processInstanceId: NullableText,
  executionId: NullableText,
  incidentTimestamp: DateOut,
  incidentType: Type.String(),
  activityId: NullableText,
  failedActivityId: NullableText,
  causeIncidentId: NullableText,
  rootCauseIncidentId: NullableText,
  configuration: NullableText,
  incidentMessage: NullableText,
  tenantId: NullableText,
  jobDefinitionId: NullableText,
  annotation: NullableText,
});

export function writeIncident(incident: Incident): Static<typeof IncidentOut> {
  return {
    id: incident.id,
    processDefinitionId: incident.definitionId || null,
    processInstanceId: incident.instanceId || null,
    executionId: incident.nodeId || null,
    incidentTimestamp: writeDate(incident.createdAt),
    incidentType: incident.type,
    activityId: incident.elementId || null,
    failedActivityId: incident.failedActivityId,
    causeIncidentId: incident.causeIncidentId,
    rootCauseIncidentId: incident.rootCauseIncidentId,
    configuration: incident.configuration,
    incidentMessage: incident.message,
    tenantId: null,
    jobDefinitionId: incident.jobDefinitionId,
    annotation: incident.annotation,
  };
}

/** `/incident`: what is stuck and waits for somebody. */
export const incident: Resource = (app, engine) => {
  const tags = ['Incident'];
  const find = async (id: string) => {
    const found = await incidentList.find(engine.store.reader, id);
    if (!found) throw new RequestError(404, `No matching incident with id ${id}`);
    return found;
  };

  listRoutes(app, engine, {
    path: '/incident',
    tag: 'Incident',
    filter: Filter,
    source: incidentList,
    item: IncidentOut,
    write: writeIncident,
  });

  app.get(
    '/incident/:id',
    { schema: { tags, params: IdParams, response: { 200: IncidentOut, '4xx': ErrorOut } } },
    async ({ params }) => writeIncident(await find(params.id)),
  );

  // What the engine opened is closed by setting retries; only incidents that people opened are resolved by hand.
  app.delete(
    '/incident/:id',
    { schema: { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await resolveIncident(engine, params.id);
      return reply.code(204).send();
    },
  );

  const annotation = { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } };
  app.put(
    '/incident/:id/annotation',
    { schema: { ...annotation, body: Type.Object({ annotation: Type.Optional(Type.String()) }) } },
    async ({ params, body, engine }, reply) => {
      await annotateIncident(engine, params.id, body.annotation ?? null);
      return reply.code(204).send();
    },
  );

  app.delete('/incident/:id/annotation', { schema: annotation }, async ({ params, engine }, reply) => {
    await annotateIncident(engine, params.id, null);
    return reply.code(204).send();
  });
};
