import { type Changes, newChanges } from '../engine/changes.ts';
import { lockExternalTask, type RunEnvironment, visibleVariables } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { ExternalTask, Family } from '../engine/state.ts';
import type { TakeOrder, TopicRequest, TopicTask } from '../store/topic-queue.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';

/** One topic of a poll: what narrows it, how long its tasks are locked, and what is answered of them. */
export interface FetchTopic extends TopicRequest {
  lockDurationMs: number;
  /** Names of the variables to answer; all without it. */
  variables?: readonly string[];
  /** Answer only variables of the task's own scope. */
  localVariables: boolean;
  deserializeValues: boolean;
  includeExtensionProperties: boolean;
}

export interface FetchRequest {
  workerId: string;
  maxTasks: number;
  order: TakeOrder;
  topics: readonly FetchTopic[];
  /** How long to wait for a first task, in milliseconds; 0 answers at once. */
  waitMs: number;
  /** Aborted when the worker has gone: then nothing is locked. */
  signal: AbortSignal;
}

/** A task that is locked for the worker, as it was when it was locked. */
export interface LockedTask {
  task: ExternalTask;
  versionTag: string | null;
  variables: Record<string, TypedValue>;
  deserializeValues: boolean;
  extensionProperties: Record<string, string>;
}

/** Locks up to `maxTasks` tasks of the topics for a worker and answers them with their variables, once that is committed. */
export async function fetchAndLock(engine: EngineContext, request: FetchRequest): Promise<LockedTask[]> {
  const { topics, maxTasks, order, waitMs, signal } = request;
  const taken = await engine.topics.take({ topics, limit: maxTasks, order, waitMs, signal });
  if (taken.length === 0) return [];
  try {
    return signal.aborted ? [] : await lock(engine, request, taken);
  } finally {
    engine.topics.putBack(taken.map(({ id }) => id));
  }
}

/** All in one commit. What was ended, locked or suspended since it was offered is left out. */
async function lock(engine: EngineContext, request: FetchRequest, offers: readonly TopicTask[]): Promise<LockedTask[]> {
  const rootIds = () => new Set(offers.map(({ rootId }) => rootId));
  const { locked } = await withDefinitions(engine, () =>
    engine.store.families.runOnAll(rootIds, (families) => {
      const environment = environmentOf(engine);
      const changes = newChanges();
      const locked: LockedTask[] = [];
      for (const offer of offers) {
        const family = families.get(offer.rootId);
        const task = family && lockIn(environment, family, offer, request, changes);
        if (task) locked.push(task);
      }
      return { changes, locked };
    }),
  );
  return locked;
}

function lockIn(
  environment: RunEnvironment,
  family: Family,
  { id, topicIndex }: TopicTask,
  { workerId, topics }: FetchRequest,
  changes: Changes,
): LockedTask | undefined {
  const topic = topics[topicIndex];
  const task = family.externalTasks.get(id);
  const instance = task && family.instances.get(task.instanceId);
  const node = instance?.nodes[task?.nodeId ?? ''];
  if (!topic || !task || !instance || !node || !isAvailable(task, environment.now)) return undefined;
  const definition = environment.definitions.process(task.definitionId);
  lockExternalTask(environment, family, id, { workerId, durationMs: topic.lockDurationMs }, changes);
  const variables = topic.localVariables ? (node.variables ?? {}) : visibleVariables(instance, node);
  const properties = definition.graph.elements.get(task.elementId)?.external?.properties;
  return {
    // Copies: the family goes on while the lock is being committed.
    task: { ...task },
    versionTag: definition.versionTag,
    variables: pick(variables, topic.variables),
    deserializeValues: topic.deserializeValues,
    extensionProperties: topic.includeExtensionProperties ? { ...properties } : {},
  };
}

function isAvailable({ suspended, retries, workerId, lockedUntil }: ExternalTask, now: number): boolean {
  if (suspended || retries === 0) return false;
  return workerId === null || lockedUntil === null || lockedUntil <= now;
}

function pick(
  variables: Readonly<Record<string, TypedValue>>,
  names: readonly string[] = Object.keys(variables),
): Record<string, TypedValue> {
  const picked: Record<string, TypedValue> = {};
  for (const name of names) {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (variable) picked[name] = { ...variable };
  }
  return picked;
}
