import { type ProcessGraph, startEventsOf } from '../engine/engine.ts';
import type { Job, Subscription } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';

/** What waits at the start events of definitions: it belongs to no instance. */
export interface StartEvents {
  startJobs: Job[];
  startSubscriptions: Subscription[];
}

/** A definition that becomes the latest of its key. `jobDefinitionIds` are keyed by `jobDefinitionKey`. */
export interface StartingDefinition {
  id: string;
  key: string;
  graph: ProcessGraph;
  jobDefinitionIds: ReadonlyMap<string, string>;
}

/** Tries a start timer has, like every other job. */
const RETRIES = 3;

/** The message, signal and conditional subscriptions and the timer jobs of the start events of these definitions. */
export function startEventRows(engine: EngineContext, definitions: readonly StartingDefinition[]): StartEvents {
  const now = engine.clock.now();
  const starts: StartEvents = { startJobs: [], startSubscriptions: [] };
  for (const { id: definitionId, key: definitionKey, graph, jobDefinitionIds } of definitions) {
    for (const { elementId, kind, name, schedule } of startEventsOf(graph, now)) {
      const waits = {
        id: engine.newId(),
        rootId: '',
        instanceId: '',
        nodeId: '',
        elementId,
        definitionId,
        definitionKey,
        createdAt: now,
      };
      if (kind === 'message' || kind === 'signal' || kind === 'conditional')
        starts.startSubscriptions.push({ ...waits, kind, name });
      if (!schedule) continue;
      starts.startJobs.push({
        ...waits,
        kind: 'timer-start-event',
        jobDefinitionId: jobDefinitionIds.get(`${elementId} timer-start-event`) ?? '',
        dueAt: schedule.dueAt,
        repeat: schedule.repeat,
        retries: RETRIES,
        exclusive: true,
        priority: 0,
        exceptionMessage: null,
        exceptionStacktrace: null,
        failedActivityId: null,
        listenerId: null,
        suspended: false,
      });
    }
  }
  return starts;
}
