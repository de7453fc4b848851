import type { ProcessGraph, Variables } from '../engine/engine.ts';
import type {
  RecordedActivity,
  RecordedFamily,
  RecordedInstance,
  RecordedTaskEvent,
  RecordedWrite,
} from '../store/history/recorded-family.ts';
import type { Arranged } from './arranged.ts';
import type { CommandLine } from './command-line.ts';
import { groupBy } from './group-by.ts';
import type { Answer, Outcome } from './outcome.ts';
import { type NextOf, placedAtEnd, type Successors, targetsOf } from './successors.ts';

const BODY = /#multiInstanceBody$/;
const NOTHING: ReadonlySet<string> = new Set();

/** Code of an error that nobody caught: no catching event bears it. */
const UNCAUGHT = 'uncaught in the record';

/** What became of each external and user task, by activity instance. */
export function outcomesOf(
  family: RecordedFamily,
  arranged: Arranged,
  instances: ReadonlyMap<string, RecordedInstance>,
  graphOf: (definitionId: string) => ProcessGraph | undefined,
): Map<string, Outcome> {
  const reader = new OutcomeReader(family, arranged, (activity) => {
    const instance = instances.get(activity.instanceId);
    return instance && graphOf(instance.definitionId);
  });
  return reader.read();
}

class OutcomeReader {
  readonly #family: RecordedFamily;
  readonly #graphOf: (activity: RecordedActivity) => ProcessGraph | undefined;
  readonly #activities: ReadonlyMap<string, RecordedActivity>;
  readonly #writes: ReadonlyMap<string, readonly RecordedWrite[]>;
  readonly #successors: Successors;
  readonly #line: CommandLine;
  /** An instance of a loop leads nowhere by itself: what follows it follows its body. */
  readonly #nextOf: NextOf = (activity) => {
    const element = this.#graphOf(activity)?.elements.get(activity.activityId.replace(BODY, ''));
    return element?.loop && !BODY.test(activity.activityId) ? NOTHING : targetsOf(element);
  };
  readonly #datesBefore: ReadonlyMap<RecordedWrite, number>;
  readonly #outcomes = new Map<string, Outcome>();

  constructor(
    family: RecordedFamily,
    { activities, successors, line }: Arranged,
    graphOf: (activity: RecordedActivity) => ProcessGraph | undefined,
  ) {
    this.#family = family;
    this.#graphOf = graphOf;
    this.#activities = activities;
    this.#writes = groupBy(family.writes, ({ activityInstanceId }) => activityInstanceId);
    this.#successors = successors;
    this.#line = line;
    this.#datesBefore = datesBefore(family);
  }

  read(): Map<string, Outcome> {
    this.#readExternalTasks();
    this.#readUserTasks();
    this.#readErrors();
    return this.#outcomes;
  }

  #readExternalTasks(): void {
    const created = new Map<string, string>();
    for (const log of this.#family.externalTasks) {
      const { event, activityInstanceId, id, at } = log;
      if (event === 'creation') created.set(activityInstanceId, id);
      else if (event === 'success') {
        const answer = this.#answer(activityInstanceId, created.get(activityInstanceId) ?? '', id);
        this.#outcomes.set(activityInstanceId, { kind: 'done', at, order: id, answer });
      } else if (event === 'deletion') {
        const activity = this.#activities.get(activityInstanceId);
        // An activity that ended though its task was never completed: an error that nobody caught.
        if (activity && !activity.canceled && activity.endedAt !== null) {
          const answer = this.#answer(activityInstanceId, created.get(activityInstanceId) ?? '', id);
          this.#outcomes.set(activityInstanceId, { kind: 'error', at, order: id, answer, code: UNCAUGHT });
        } else this.#outcomes.set(activityInstanceId, { kind: 'cut', at });
      }
    }
  }

  #readUserTasks(): void {
    for (const { id: taskId, activityInstanceId, endedAt, deleteReason } of this.#family.userTasks) {
      const activity = this.#activities.get(activityInstanceId);
      if (!activity || endedAt === null) continue;
      if (deleteReason !== 'completed') {
        this.#outcomes.set(activityInstanceId, { kind: 'cut', at: endedAt });
        continue;
      }
      const outputs = this.#graphOf(activity)?.elements.get(activity.activityId)?.outputs ?? [];
      const all = (this.#writes.get(activityInstanceId) ?? []).filter(({ id, at }) => id > taskId && at === endedAt);
      // Output mappings write last and will be evaluated again.
      const mapped = new Set(outputs.map(({ name }) => name));
      const own = all.filter(
        ({ id, name }) => !(mapped.has(name) && !all.some((later) => later.name === name && later.id > id)),
      );
      const order = own[0]?.id ?? this.#orderOfEnd(activity) ?? taskId;
      this.#outcomes.set(activityInstanceId, {
        kind: 'done',
        at: endedAt,
        order,
        answer: this.#answerOf(own, activity),
      });
    }
  }

  /** An id of the command that ended an activity: of what it placed, or of what it counted in the body of a loop. */
  #orderOfEnd(activity: RecordedActivity): string | undefined {
    const counted = this.#writes
      .get(activity.parentId)
      ?.find(({ at, id }) => at === activity.endedAt && id > activity.executionId);
    return placedAtEnd(this.#successors, activity, this.#activities, this.#nextOf) ?? counted?.id;
  }

  /** Tasks at which a BPMN error was thrown: they look like cancelled ones, but a catching event was placed by the same command. */
  #readErrors(): void {
    const catches = this.#family.activities.filter(({ activityType }) => CATCHES_ERROR.has(activityType));
    if (catches.length === 0) return;
    const line = this.#line;
    const removed = this.#family.externalTasks.filter(({ event }) => event === 'deletion');
    for (const caught of catches) {
      const placedBefore = line.placedBefore(placeOf(caught, this.#activities));
      if (placedBefore?.activityType === 'errorEndEvent' && placedBefore.startedAt === caught.startedAt) continue;
      const thrower = throwerAmong(removed, placedBefore?.executionId ?? '', placeOf(caught, this.#activities));
      if (!thrower) continue;
      const created = this.#family.externalTasks.find(
        ({ event, activityInstanceId }) => event === 'creation' && activityInstanceId === thrower.activityInstanceId,
      );
      this.#outcomes.set(thrower.activityInstanceId, {
        kind: 'error',
        at: thrower.at,
        order: thrower.id,
        answer: this.#answer(thrower.activityInstanceId, created?.id ?? '', thrower.id),
        code: this.#codeOf(caught),
      });
    }
  }

  #codeOf(caught: RecordedActivity): string {
    const event = this.#graphOf(caught)?.elements.get(caught.activityId)?.event;
    if (event?.kind !== 'error') return UNCAUGHT;
    if (event.code !== null) return event.code;
    const told = this.#family.writes.findLast(({ name, at }) => name === event.codeVariable && at === caught.startedAt);
    return typeof told?.value.value === 'string' ? told.value.value : UNCAUGHT;
  }

  #answerOf(writes: readonly RecordedWrite[], activity: RecordedActivity | undefined): Answer {
    const variables: Variables = {};
    const local: Variables = {};
    const before: Record<string, number> = {};
    for (const write of writes) {
      const { name, value, executionId } = write;
      (executionId === activity?.executionId ? local : variables)[name] = value;
      const was = this.#datesBefore.get(write);
      if (was !== undefined) before[name] = was;
    }
    return { variables, local, datesBefore: before };
  }

  /** What was written from an activity between two ids. */
  #answer(activityInstanceId: string, after: string, before: string): Answer {
    const own = (this.#writes.get(activityInstanceId) ?? []).filter(({ id }) => id > after && id < before);
    return this.#answerOf(own, this.#activities.get(activityInstanceId));
  }
}

const CATCHES_ERROR: ReadonlySet<string> = new Set(['boundaryError', 'errorStartEvent']);

/** The id with which the command placed the catching event: an event sub-process is placed before its start event. */
function placeOf(caught: RecordedActivity, activities: ReadonlyMap<string, RecordedActivity>): string {
  if (caught.activityType !== 'errorStartEvent') return caught.executionId;
  return activities.get(caught.parentId)?.executionId ?? caught.executionId;
}

/** Of the tasks that one command took away, the one at which a worker was. */
function throwerAmong(
  removed: readonly RecordedTaskEvent[],
  after: string,
  before: string,
): RecordedTaskEvent | undefined {
  const taken = removed.filter(({ id }) => id > after && id < before);
  return taken.find(({ hadWorker }) => hadWorker) ?? taken[0];
}

/** Of each write of a Date, what stood in the variable before it. */
function datesBefore({ writes }: RecordedFamily): Map<RecordedWrite, number> {
  const last = new Map<string, number>();
  const before = new Map<RecordedWrite, number>();
  for (const write of writes) {
    const { variableId, dateAt } = write;
    if (variableId === null) continue;
    const was = last.get(variableId);
    if (was !== undefined) before.set(write, was);
    if (dateAt === null) last.delete(variableId);
    else last.set(variableId, dateAt);
  }
  return before;
}
