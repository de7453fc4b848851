import {
  type Changes,
  completeExternalTask,
  completeUserTask,
  executeJob,
  type RunEnvironment,
  setVariables,
  startInstance,
  throwExternalTaskError,
  throwUserTaskError,
  triggerSubscription,
} from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Element } from '../engine/model/graph.ts';
import type { Attached, ExternalTask, Family, Job, Subscription, UserTask } from '../engine/state.ts';
import { findVariable } from '../engine/variables.ts';
import { draw } from './draw.ts';
import { type Answer, NOTHING_SAID, type Outcome } from './outcome.ts';
import { placeKey } from './place-key.ts';
import type { Recording } from './recording.ts';
import { shiftDates } from './shift-dates.ts';
import { TimeQueue } from './time-queue.ts';
import { type Counterpart, type Visit, Visits } from './visits.ts';
import type { ReplayWorld } from './world.ts';

export interface Replayed {
  readonly visits: readonly Visit[];
  /** Id of the root instance in the visits. */
  readonly rootId: string;
  readonly startedAt: number;
  /** When the root instance ended; null when it still runs. */
  readonly endedAt: number | null;
  /** How many outcomes were drawn, since the record has none. */
  readonly drawn: number;
  /** Why it could not go on. */
  readonly problem: string | null;
}

/** What one command may take, and commands one root instance may take: more is a loop without an end. */
const LIMITS = { steps: 50_000, instances: 10_000 };
const COMMAND_LIMIT = 20_000;
/** Sort after every recorded id of the same millisecond; the last one after all that is drawn. */
const AFTER_RECORDED = '~';
const LAST = '~~';
const WORKER = 'replay';
/** Needs not be told. */
const NOBODY = (): void => {};

/** Runs a recorded root instance again, by the definitions of `world`, on a clock of its own. */
export function replay(recording: Recording, world: ReplayWorld): Replayed {
  return new Replay(recording, world).run();
}

/** What is planned for something that waits. */
interface Plan {
  at: number;
  order: string;
  outcome: Outcome | null;
  /** It is not the record's own, but drawn. */
  isDrawn: boolean;
}

class Replay {
  readonly #recording: Recording;
  readonly #world: ReplayWorld;
  readonly #queue = new TimeQueue();
  readonly #planned = new Set<string>();
  readonly #taken = new Map<string, number>();
  /** Both are there from the start of the instance on. */
  #visits!: Visits;
  #family!: Family;
  #now: number;
  #ids = 0;
  readonly #newId = (): string => {
    this.#ids += 1;
    return `r${this.#ids}`;
  };
  readonly #signalReceivers = () => ({ families: [this.#family], starts: [], started: NOBODY });
  #drawn = 0;
  #endedAt: number | null = null;

  constructor(recording: Recording, world: ReplayWorld) {
    this.#recording = recording;
    this.#world = world;
    this.#now = recording.root.startedAt;
  }

  run(): Replayed {
    const problem = this.#attempt();
    const visits = [...(this.#visits?.all.values() ?? [])];
    const { startedAt } = this.#recording.root;
    const rootId = this.#family?.rootId ?? '';
    return { visits, rootId, startedAt, endedAt: this.#endedAt, drawn: this.#drawn, problem };
  }

  #attempt(): string | null {
    try {
      this.#start();
      for (let commands = 0; commands < COMMAND_LIMIT; commands += 1) {
        const next = this.#queue.pop();
        if (!next || next.at > this.#world.endsAt) return null;
        this.#now = Math.max(next.at, this.#now);
        if (next.order < AFTER_RECORDED) this.#world.definitions.asOf = next.order;
        next.happen();
      }
      return `more than ${COMMAND_LIMIT} steps without an end`;
    } catch (error) {
      if (error instanceof Error) return error.message;
      throw error;
    }
  }

  #environment(userId: string | null = null): RunEnvironment {
    const { definitions, scripts, evaluate, wrote = NOBODY } = this.#world;
    return {
      now: this.#now,
      newId: this.#newId,
      definitions,
      userId,
      scripts,
      evaluate,
      signalReceivers: this.#signalReceivers,
      limits: LIMITS,
      pathOnly: true,
      wrote,
      instanceBegins: NOBODY,
    };
  }

  #start(): void {
    const { root, initial } = this.#recording;
    const { definitions } = this.#world;
    definitions.asOf = root.id;
    const started = startInstance(this.#environment(root.startUserId), {
      definition: definitions.process(definitions.standIn(root.definitionId)),
      businessKey: root.businessKey,
      variables: initial,
      startElementId: root.startActivityId,
      startUserId: root.startUserId,
    });
    this.#family = started.family;
    this.#visits = new Visits(this.#recording, started.family.rootId);
    this.#planHandWrites(started.family.rootId);
    this.#take(started.changes);
  }

  /** Takes in what a command changed, and plans what newly waits. */
  #take(changes: Changes): void {
    const before = this.#visits.instances.size;
    this.#visits.follow(changes);
    if (this.#visits.instances.size > before)
      for (const instanceId of [...this.#visits.instances.keys()].slice(before)) this.#planHandWrites(instanceId);
    const { rootId } = this.#family;
    if (this.#endedAt === null && !this.#family.instances.has(rootId)) this.#endedAt = this.#now;
    for (const task of changes.externalTasks.values()) if (this.#isNew(task)) this.#planExternalTask(task);
    for (const task of changes.userTasks.values()) if (this.#isNew(task)) this.#planUserTask(task);
    for (const job of changes.jobs.values()) if (this.#isNew(job)) this.#planJob(job);
    for (const each of changes.subscriptions.values()) if (this.#isNew(each)) this.#planSubscription(each, this.#now);
    this.#world.watch?.(changes, this.#family, this.#now);
  }

  #isNew<Row extends Attached>(row: Row | null): row is Row {
    if (row === null || this.#planned.has(row.id)) return false;
    this.#planned.add(row.id);
    return true;
  }

  #elementOf({ definitionId, elementId }: Attached): Element | undefined {
    const { graph } = this.#world.definitions.process(definitionId);
    return graph.elements.get(elementId.replace(/#multiInstanceBody$/, ''));
  }

  /** The recorded counterpart of the node in which something waits. */
  #holderOf({ instanceId, nodeId }: Attached): Counterpart | undefined {
    const node = this.#family.instances.get(instanceId)?.nodes[nodeId];
    return node && this.#visits.counterpart(node.activityInstanceId);
  }

  #draw(...words: string[]): number {
    return draw(this.#world.seed, this.#recording.root.id, ...words);
  }

  /** When and how a task ends: as recorded, or as drawn from others. */
  #planTask(task: Attached & { activityInstanceId: string }): Plan | undefined {
    const { occurrence } = this.#visits.all.get(task.activityInstanceId) ?? {};
    const outcome = occurrence?.outcome;
    if (occurrence && outcome && outcome.kind !== 'cut') {
      const at = this.#now + (outcome.at - occurrence.activity.startedAt);
      return { at, order: outcome.order, outcome, isDrawn: false };
    }
    const element = this.#elementOf(task);
    if (!element) return undefined;
    const known = occurrence?.activity;
    const minMs = known ? (outcome?.at ?? Math.max(this.#world.endsAt, known.startedAt)) - known.startedAt : -1;
    const chance = this.#draw(task.definitionKey, task.elementId, `${this.#visits.all.size}`);
    const drawn = this.#world.donors.task(task.definitionKey, element, minMs, chance);
    // What still waits when history ends, and nobody else ever did, goes on waiting.
    if (known && !outcome && !drawn) return undefined;
    const at = this.#now + (drawn?.durationMs ?? Math.max(minMs, 0));
    return { at, order: AFTER_RECORDED, outcome: drawn?.outcome ?? null, isDrawn: true };
  }

  #planExternalTask(task: ExternalTask): void {
    const plan = this.#planTask(task);
    if (!plan) return;
    this.#put(plan, task, this.#family.externalTasks, () => {
      const { outcome } = plan;
      task.workerId = WORKER;
      const { variables, local } = this.#answer(task, plan, task.topic);
      this.#take(
        outcome?.kind === 'error'
          ? throwExternalTaskError(this.#environment(), this.#family, task.id, {
              workerId: WORKER,
              errorCode: outcome.code,
              variables,
            }).changes
          : completeExternalTask(this.#environment(), this.#family, task.id, {
              workerId: WORKER,
              variables,
              localVariables: local,
            }).changes,
      );
    });
  }

  #planUserTask(task: UserTask): void {
    const plan = this.#planTask(task);
    if (!plan) return;
    this.#put(plan, task, this.#family.userTasks, () => {
      const { outcome } = plan;
      const { variables, local } = this.#answer(task, plan, null);
      const all = { ...variables, ...local };
      this.#take(
        outcome?.kind === 'error'
          ? throwUserTaskError(this.#environment(), this.#family, task.id, { errorCode: outcome.code, variables: all })
              .changes
          : completeUserTask(this.#environment(), this.#family, task.id, all).changes,
      );
    });
  }

  /** What is answered now: dates moved, and what follows a rule worked out anew. */
  #answer(task: Attached, { outcome, isDrawn }: Plan, topic: string | null): Pick<Answer, 'variables' | 'local'> {
    const answer = outcome && outcome.kind !== 'cut' ? outcome.answer : NOTHING_SAID;
    const recordedAt = outcome?.at ?? this.#now;
    const read = (name: string): TypedValue | undefined => this.#read(task, name);
    const shifted = shiftDates(answer, recordedAt, this.#now, read);
    const workOut = topic === null || outcome?.kind === 'error' ? undefined : this.#world.workOut.get(topic);
    if (!workOut) return shifted;
    const { definitions, scripts, evaluate } = this.#world;
    const was = (name: string): TypedValue | undefined =>
      !isDrawn && outcome ? this.#was(task, outcome, name) : undefined;
    const worked = workOut({ now: this.#now, read, was, recorded: shifted.variables, definitions, scripts, evaluate });
    for (const _ in worked) return { variables: { ...shifted.variables, ...worked }, local: shifted.local };
    return shifted;
  }

  #read({ instanceId, nodeId }: Attached, name: string): TypedValue | undefined {
    const instance = this.#family.instances.get(instanceId);
    const node = instance?.nodes[nodeId];
    return instance && node && findVariable(instance, node, name)?.variable;
  }

  /** What was last written to a variable of the recorded instance before the step's outcome. */
  #was({ instanceId }: Attached, outcome: Outcome, name: string): TypedValue | undefined {
    const recorded = this.#visits.instances.get(instanceId);
    if (!recorded || outcome.kind === 'cut') return undefined;
    return this.#recording.family.writes.findLast(
      (write) => write.instanceId === recorded.id && write.name === name && write.id < outcome.order,
    )?.value;
  }

  #planJob(job: Job): void {
    const holder = this.#holderOf(job);
    const due = job.dueAt ?? this.#now;
    const timer = holder && this.#nextOf(this.#recording.timers, holder, job.elementId);
    const plan: Plan = { at: due, order: AFTER_RECORDED, outcome: null, isDrawn: false };
    if (holder && timer) {
      const moved = (timer.lastDueAt ?? 0) - (timer.firstDueAt ?? 0);
      const asRecorded = job.dueAt === timer.firstDueAt;
      if (!asRecorded) plan.at = due + moved;
      else if (timer.firedAt !== null) Object.assign(plan, { at: timer.firedAt, order: timer.order });
      // It was due and had not fired when what it was attached to ended.
      else Object.assign(plan, { at: Math.max(due + moved, holder.endedAt ?? this.#world.endsAt + 1), order: LAST });
    }
    this.#put(plan, job, this.#family.jobs, () => {
      this.#take(executeJob(this.#environment(), this.#family, job.id).changes);
    });
  }

  #planSubscription(subscription: Subscription, since: number): void {
    if (subscription.kind !== 'message' && subscription.kind !== 'signal') return;
    const holder = this.#holderOf(subscription);
    const trigger = holder && this.#nextOf(this.#recording.happenings.triggers, holder, subscription.elementId);
    let plan: Plan | undefined;
    let variables = trigger?.variables ?? {};
    if (holder && trigger)
      plan = { at: since + (trigger.at - holder.startedAt), order: trigger.order, outcome: null, isDrawn: false };
    else {
      const drawn = this.#drawWord(subscription, holder);
      if (!drawn) return;
      plan = { at: since + drawn.durationMs, order: AFTER_RECORDED, outcome: drawn.outcome, isDrawn: true };
      const { outcome } = drawn;
      if (outcome?.kind === 'done')
        variables = shiftDates(outcome.answer, outcome.at, plan.at, () => undefined).variables;
    }
    this.#put(plan, subscription, this.#family.subscriptions, () => {
      this.#take(triggerSubscription(this.#environment(), this.#family, subscription.id, { variables }).changes);
      // What is not interrupted hears the next word too.
      if (this.#family.subscriptions.has(subscription.id)) this.#planSubscription(subscription, since);
    });
  }

  /** Nobody's unasked initiative is invented: only words that a process stands and waits for are drawn. */
  #drawWord(subscription: Subscription, holder: Counterpart | undefined) {
    const element = this.#elementOf(subscription);
    if (!element || (element.behavior !== 'catch-event' && element.behavior !== 'receive-task')) return undefined;
    const minMs = holder ? (holder.endedAt ?? this.#world.endsAt) - holder.startedAt : -1;
    const chance = this.#draw(subscription.definitionKey, element.id, `${this.#visits.all.size}`);
    return this.#world.donors.word(subscription.definitionKey, element.id, minMs, chance);
  }

  #planHandWrites(instanceId: string): void {
    const recorded = this.#visits.instances.get(instanceId);
    if (!recorded) return;
    for (const write of this.#recording.happenings.handWrites) {
      if (write.instanceId !== recorded.id) continue;
      const at = this.#now + (write.at - recorded.startedAt);
      this.#queue.push({
        at,
        order: write.order,
        happen: () => {
          if (!this.#family.instances.has(instanceId)) return;
          const input = { modifications: write.variables, deletions: [], local: false };
          this.#take(setVariables(this.#environment(), this.#family, instanceId, input).changes);
        },
      });
    }
  }

  /** The next of several that the record has at one place. */
  #nextOf<Item>(
    places: ReadonlyMap<string, readonly Item[]>,
    { executionId }: Counterpart,
    elementId: string,
  ): Item | undefined {
    const key = placeKey(executionId, elementId);
    const taken = this.#taken.get(key) ?? 0;
    this.#taken.set(key, taken + 1);
    return places.get(key)?.[taken];
  }

  #put({ at, order, isDrawn }: Plan, row: Attached, rows: ReadonlyMap<string, unknown>, happen: () => void): void {
    this.#queue.push({
      at,
      order,
      happen: () => {
        if (!rows.has(row.id)) return;
        if (isDrawn) this.#drawn += 1;
        happen();
      },
    });
  }
}
