import { type Clock, isManualClock } from '../clock.ts';
import type { CommittedBatch, ExternalTaskFacts } from './committed-batch.ts';
import { Heap } from './heap.ts';
import { findAvailable, readTopic } from './runtime/available-external-tasks.ts';
import type { Store } from './store.ts';
import { PollWaiters } from './topics/poll-waiters.ts';
import {
  isFetchable,
  isKeptOrder,
  isPlain,
  isToldByTask,
  matches,
  orderOf,
  type TakeRequest,
  type TopicTask,
} from './topics/topic-request.ts';
import { type KnownTask, TopicWindow, WINDOW_SIZE } from './topics/topic-window.ts';

export type { TakeOrder, TakeRequest, TopicRequest, TopicTask } from './topics/topic-request.ts';

/** Windows of topics that nobody asked for are not kept beyond this number. */
const MAX_TOPICS = 1_000;

interface Expiry {
  at: number;
  task: KnownTask;
}

/**
 * Hands out external tasks that may be locked, each to one caller at a time. Keeps the first tasks of every topic that is
 * asked for in memory, fed by what is committed, and reads on when they run out: a million waiting tasks stay on disk.
 * A task is only offered here: the lock itself is a command, which looks at the task's family again.
 */
export class TopicQueue {
  readonly #store: Pick<Store, 'reader' | 'unitOfWork'>;
  readonly #clock: Clock;
  readonly #windows = new Map<string, TopicWindow>();
  readonly #known = new Map<string, KnownTask>();
  /** Locked tasks by the end of their lock; one whose lock changed since is found to be void when it comes out. */
  readonly #expiries = new Heap<Expiry>((left, right) => left.at < right.at);
  readonly #waiters: PollWaiters;
  readonly #stop: (() => void)[] = [];
  #expiryTimer: NodeJS.Timeout | undefined;
  /** When the timer goes off, in epoch milliseconds. */
  #watchedUntil = Number.POSITIVE_INFINITY;
  #taken = 0;
  /** Counts what became available. */
  #arrivals = 0;
  #closed = false;
  #expired = 0;

  private constructor(store: Pick<Store, 'reader' | 'unitOfWork'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#waiters = new PollWaiters(
      (request) => this.#take(request),
      (tasks) => this.putBack(tasks.map(({ id }) => id)),
    );
    this.#stop.push(store.unitOfWork.onCommitted((batch) => this.#committed(batch)));
    if (isManualClock(clock)) this.#stop.push(clock.onMove(() => this.#releaseExpired()));
  }

  /** A queue over the store's external tasks. Topics are read when they are first asked for. */
  static async open(store: Pick<Store, 'reader' | 'unitOfWork'>, clock: Clock): Promise<TopicQueue> {
    return new TopicQueue(store, clock);
  }

  /** How many polls wait for a task. */
  get waiting(): number {
    return this.#waiters.size;
  }

  /** How many tasks are in memory. */
  get size(): number {
    return this.#known.size;
  }

  /** How many locks were seen to run out since the start. */
  get expired(): number {
    return this.#expired;
  }

  /**
   * Answers up to `limit` tasks that are available now; waits for the first one up to `waitMs` when there is none. Empty
   * when the time is up, when the signal was aborted, or when the queue closes. Whoever takes tasks locks them and then
   * calls `putBack` with all of them, come what may: those that are locked by then stay locked.
   */
  async take(request: TakeRequest): Promise<TopicTask[]> {
    if (this.#closed || request.limit <= 0 || request.topics.length === 0 || request.signal?.aborted) return [];
    const arrivals = this.#arrivals;
    const tasks = await this.#take(request);
    if (tasks.length > 0 || !request.waitMs) return tasks;
    if (request.signal?.aborted || this.#closed) return [];
    const waiting = this.#waiters.wait(request, request.waitMs);
    if (this.#arrivals !== arrivals) {
      // What became available while we looked woke nobody.
      this.#waiters.wake(request.topics.map(({ topicName }) => topicName));
      this.#waiters.serve();
    }
    this.#watchExpiries();
    return waiting;
  }

  /** Offers tasks again that were taken and not locked. */
  putBack(ids: readonly string[]): void {
    for (const id of ids) {
      const task = this.#known.get(id);
      if (task?.state !== 'taken') continue;
      this.#forget(task);
      this.#see(task.facts, true);
    }
    this.#waiters.serve();
  }

  /** Answers all waiting polls with nothing, and every further one too. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stop) stop();
    clearTimeout(this.#expiryTimer);
    this.#waiters.close();
  }

  #committed({ externalTasks }: CommittedBatch): void {
    for (const [id, facts] of externalTasks) {
      const known = this.#known.get(id);
      const topic = facts?.topic ?? known?.facts.topic;
      if (topic === undefined) {
        for (const window of this.#windows.values()) window.meanwhile?.set(id, null);
      } else {
        this.#windows.get(topic)?.meanwhile?.set(id, facts);
      }
      this.#apply(id, facts);
    }
    this.#waiters.serve();
    this.#watchExpiries();
  }

  #apply(id: string, facts: ExternalTaskFacts | null): void {
    const known = this.#known.get(id);
    // In somebody's hands: only the lock, or the end, takes it out of them.
    if (known?.state === 'taken' && facts && isFetchable(facts) && !this.#isLocked(facts)) {
      known.facts = facts;
      return;
    }
    if (known) this.#forget(known);
    if (facts) this.#see(facts, false);
  }

  /** Takes a task into memory where it belongs there, or somebody waits for it; `always` also when it lies behind what was read. */
  #see(facts: ExternalTaskFacts, always: boolean): void {
    const window = this.#windows.get(facts.topic);
    if (!window || !isFetchable(facts)) return;
    if (!always && !window.covers(facts) && !this.#waiters.wants(facts)) return;
    if (this.#isLocked(facts)) {
      const task: KnownTask = { facts, state: 'locked' };
      this.#known.set(facts.id, task);
      this.#expiries.push({ at: facts.lockedUntil!, task });
      return;
    }
    const task: KnownTask = { facts, state: 'available' };
    this.#known.set(facts.id, task);
    window.add(task);
    this.#arrivals += 1;
    for (const { facts: left } of window.trim()) this.#known.delete(left.id);
    this.#waiters.wake([facts.topic]);
  }

  #forget(task: KnownTask): void {
    this.#known.delete(task.facts.id);
    if (task.state === 'taken') this.#taken -= 1;
    else if (task.state === 'available') this.#windows.get(task.facts.topic)?.remove(task);
  }

  #isLocked({ lockedUntil }: ExternalTaskFacts): boolean {
    return lockedUntil !== null && lockedUntil > this.#clock.now();
  }

  /** Takes what is available now, from memory or, where that does not suffice, from the database. */
  async #take(request: TakeRequest): Promise<TopicTask[]> {
    this.#releaseExpired();
    const windows = request.topics.map(({ topicName }) => this.#window(topicName));
    if (!this.#suffices(request, windows)) {
      if (request.topics.every(isPlain) && isKeptOrder(request.order)) {
        await Promise.all(windows.map((window, index) => this.#readOn(request.topics[index]!.topicName, window)));
      } else {
        return this.#takeFromDatabase(request);
      }
      if (request.signal?.aborted) return [];
    }
    const tasks = this.#choose(request, windows);
    windows.forEach((window, index) => {
      if (!window.complete && window.tasks.length < WINDOW_SIZE / 4) {
        this.#readOn(request.topics[index]!.topicName, window).catch(() => undefined);
      }
    });
    return tasks;
  }

  /** Whether memory alone can tell what the request gets. */
  #suffices({ topics, limit, order }: TakeRequest, windows: readonly TopicWindow[]): boolean {
    if (!topics.every(isToldByTask)) return false;
    if (windows.every(({ complete }) => complete)) return true;
    return (
      topics.every(isPlain) &&
      isKeptOrder(order) &&
      windows.every(({ complete, tasks }) => complete || tasks.length >= limit)
    );
  }

  #choose({ topics, limit, order }: TakeRequest, windows: readonly TopicWindow[]): TopicTask[] {
    const compare = orderOf(order);
    const found = new Map<KnownTask, number>();
    topics.forEach((topic, topicIndex) => {
      let wanted = isKeptOrder(order) ? limit : Number.POSITIVE_INFINITY;
      for (const task of windows[topicIndex]!.tasks) {
        if (wanted === 0) break;
        if (found.has(task) || !matches(topic, task.facts)) continue;
        found.set(task, topicIndex);
        wanted -= 1;
      }
    });
    const chosen = [...found.keys()];
    if (topics.length > 1 || !isKeptOrder(order)) chosen.sort((left, right) => compare(left.facts, right.facts));
    return chosen.slice(0, limit).map((task) => this.#hand(task.facts, found.get(task)!));
  }

  async #takeFromDatabase({ topics, limit, order, signal }: TakeRequest): Promise<TopicTask[]> {
    const now = this.#clock.now();
    const found = new Map<string, { facts: ExternalTaskFacts; topicIndex: number }>();
    for (const [topicIndex, topic] of topics.entries()) {
      const rows = await findAvailable(this.#store.reader, topic, { order, now, limit: limit + this.#taken });
      for (const facts of rows) if (!found.has(facts.id)) found.set(facts.id, { facts, topicIndex });
    }
    if (signal?.aborted) return [];
    const compare = orderOf(order);
    return [...found.values()]
      .filter(({ facts }) => (this.#known.get(facts.id)?.state ?? 'available') === 'available')
      .sort((left, right) => compare(left.facts, right.facts))
      .slice(0, limit)
      .map(({ facts, topicIndex }) => this.#hand(facts, topicIndex));
  }

  #hand(facts: ExternalTaskFacts, topicIndex: number): TopicTask {
    const known = this.#known.get(facts.id);
    if (known) this.#forget(known);
    this.#known.set(facts.id, { facts, state: 'taken' });
    this.#taken += 1;
    return { id: facts.id, rootId: facts.rootId, topicIndex };
  }

  #window(topic: string): TopicWindow {
    let window = this.#windows.get(topic);
    if (!window) {
      if (this.#windows.size >= MAX_TOPICS) this.#dropIdleWindows();
      window = new TopicWindow();
      this.#windows.set(topic, window);
    }
    return window;
  }

  #dropIdleWindows(): void {
    const inUse = new Set([...this.#known.values()].map(({ facts }) => facts.topic));
    for (const [topic, { reading }] of this.#windows) {
      if (reading === undefined && !inUse.has(topic) && !this.#waiters.has(topic)) this.#windows.delete(topic);
    }
  }

  /** Reads the next stretch of a topic; once, however many ask. */
  #readOn(topic: string, window: TopicWindow): Promise<void> {
    if (window.complete) return Promise.resolve();
    window.reading ??= this.#readStretch(topic, window).finally(() => {
      window.reading = undefined;
      window.meanwhile = undefined;
    });
    return window.reading;
  }

  async #readStretch(topic: string, window: TopicWindow): Promise<void> {
    const meanwhile = new Map<string, ExternalTaskFacts | null>();
    window.meanwhile = meanwhile;
    // A stretch may hold locked tasks only: then the next one is read.
    do {
      const rows = await readTopic(this.#store.reader, topic, window.readTo, WINDOW_SIZE);
      if (rows.length < WINDOW_SIZE) window.complete = true;
      window.readTo = rows.at(-1) ?? window.readTo;
      for (const facts of rows) {
        if (!meanwhile.has(facts.id) && !this.#known.has(facts.id)) this.#see(facts, true);
      }
      for (const [id, facts] of meanwhile) this.#apply(id, facts);
      meanwhile.clear();
    } while (!window.complete && window.tasks.length === 0);
    this.#watchExpiries();
  }

  #releaseExpired(): void {
    const now = this.#clock.now();
    for (let first = this.#expiries.peek(); first && first.at <= now; first = this.#expiries.peek()) {
      this.#expiries.pop();
      const { task } = first;
      if (this.#known.get(task.facts.id) !== task) continue;
      this.#expired += 1;
      this.#forget(task);
      this.#see(task.facts, true);
    }
    if (this.#expiries.size > 2 * this.#known.size + WINDOW_SIZE) {
      this.#expiries.retain(({ task }) => this.#known.get(task.facts.id) === task);
    }
    this.#waiters.serve();
    this.#watchExpiries();
  }

  /** While polls wait, somebody has to look when the next lock ends. */
  #watchExpiries(): void {
    if (isManualClock(this.#clock)) return;
    const at = this.#closed || this.#waiters.size === 0 ? undefined : this.#expiries.peek()?.at;
    if (at === this.#watchedUntil) return;
    clearTimeout(this.#expiryTimer);
    this.#watchedUntil = at ?? Number.POSITIVE_INFINITY;
    if (at === undefined) return;
    const delayMs = Math.min(Math.max(at - this.#clock.now(), 0) + 1, 2 ** 31 - 1);
    this.#expiryTimer = setTimeout(() => {
      this.#watchedUntil = Number.POSITIVE_INFINITY;
      this.#releaseExpired();
    }, delayMs);
    this.#expiryTimer.unref();
  }
}
