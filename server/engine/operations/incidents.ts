import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { Run } from '../run.ts';
import type { Family, Incident } from '../state.ts';
import { closeIncidents, openIncident } from '../waits.ts';

/** Incidents that people open and resolve themselves. */

/** The kinds that the engine opens: setting retries closes them, nobody resolves them by hand. */
const ENGINE_KINDS: readonly string[] = ['failedJob', 'failedExternalTask'];

/** Opens an incident of a kind of the caller's own at an execution. @throws EngineError when there is none of this id */
export function createIncident(
  environment: RunEnvironment,
  family: Family,
  executionId: string,
  input: { type: string; configuration: string | null; message: string | null },
): { changes: Changes; incident: Incident } {
  const instance = [...family.instances.values()].find(({ nodes }) => nodes[executionId]);
  const node = instance?.nodes[executionId];
  if (!instance || !node) {
    throw new EngineError(
      'BadUserRequestException',
      `Cannot find an execution with executionId '${executionId}': execution is null`,
    );
  }
  const run = new Run(environment, family);
  const incident = openIncident(run, run.token(instance, node), {
    type: input.type,
    message: input.message,
    configuration: input.configuration ?? '',
    elementId: node.element,
    failedActivityId: null,
    jobDefinitionId: null,
  });
  return { changes: run.changes, incident };
}

/** Closes an incident that people opened. @throws EngineError for one that the engine opened */
export function resolveIncident(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const incident = family.incidents.get(id);
  const instance = incident && family.instances.get(incident.instanceId);
  const node = instance?.nodes[incident?.nodeId ?? ''];
  if (!incident || !instance || !node) {
    throw new EngineError('NotFoundException', `Cannot find an incident with id '${id}': incident is null`);
  }
  if (ENGINE_KINDS.includes(incident.type)) {
    throw new EngineError('BadUserRequestException', `Cannot resolve an incident of type ${incident.type}`);
  }
  const run = new Run(environment, family);
  closeIncidents(run, run.token(instance, node), (each) => each.id === id, 'resolved');
  return { changes: run.changes };
}
