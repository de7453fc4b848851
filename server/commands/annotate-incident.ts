import { type Changes, newChanges } from '../engine/changes.ts';
import { EngineError } from '../engine/engine.ts';
import { recordIncident } from '../engine/record.ts';
import type { Incident } from '../engine/state.ts';
import { incidentList } from '../store/runtime/incident-list.ts';
import { alongsideOf, type EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { logged } from './operations.ts';

/** Writes a word beside an open incident, or takes it away (null). @throws EngineError when it is not open (any more) */
export async function annotateIncident(engine: EngineContext, id: string, annotation: string | null): Promise<void> {
  const unknown = () => new EngineError('BadUserRequestException', 'incident is null');
  const incident = await incidentList.find(engine.store.reader, id);
  if (!incident) throw unknown();
  const type = annotation === null ? 'ClearAnnotation' : 'SetAnnotation';
  const by = await logged(engine, () => [
    {
      type,
      entity: 'Incident',
      changes: [{ property: 'incidentId', to: id }],
      at: { definitionId: incident.definitionId, rootId: incident.rootId, instanceId: incident.instanceId },
    },
  ]);
  const annotated = (row: Incident): Changes => {
    const changes = newChanges();
    row.annotation = annotation;
    changes.incidents.set(id, row);
    recordIncident({ changes, now: engine.clock.now(), newId: engine.newId }, row, 'open');
    return changes;
  };
  // An incident of a batch's job belongs to no family.
  if (incident.rootId === '') {
    await engine.store.unitOfWork.add(annotated(incident), alongsideOf(by));
    return;
  }
  await onFamily(by, { incident: id }, unknown, (_, family) => {
    const open = family.incidents.get(id);
    if (!open) throw unknown();
    return { changes: annotated(open), result: undefined };
  });
}
