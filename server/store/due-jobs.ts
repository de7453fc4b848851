import type { CommittedBatch, JobFacts } from './committed-batch.ts';
import { Heap } from './heap.ts';
import { type DuePlace, readWaitingJob, readWaitingJobs } from './runtime/waiting-jobs.ts';
import type { Store } from './store.ts';

/** How many jobs are read at a time, and kept in memory after a trim; twice as many before it. */
const WINDOW_SIZE = 5_000;

interface KnownJob {
  facts: JobFacts;
  state: 'waiting' | 'taken';
}

/**
 * The jobs that are due first, in memory, fed by what is committed; the others stay in the database until their time comes.
 * Due jobs come out by priority, then by due date. Each is handed out once until it is changed or given back.
 */
export class DueJobs {
  readonly #store: Pick<Store, 'reader' | 'unitOfWork'>;
  readonly #known = new Map<string, KnownJob>();
  /** Not yet due when last looked at; earliest first. Entries that are no longer known as they are here are void. */
  readonly #later = new Heap<KnownJob>((left, right) => isEarlier(left.facts, right.facts));
  /** Due; the most urgent first. */
  readonly #due = new Heap<KnownJob>((left, right) => isMoreUrgent(left.facts, right.facts));
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #readTo: DuePlace | undefined;
  #complete = false;
  #meanwhile: Map<string, JobFacts | null> | undefined;
  #reading: Promise<void> | undefined;
  #waiting = 0;

  constructor(store: Pick<Store, 'reader' | 'unitOfWork'>) {
    this.#store = store;
    this.#stop = store.unitOfWork.onCommitted((batch) => this.#committed(batch));
  }

  /** How many jobs are in memory. */
  get size(): number {
    return this.#known.size;
  }

  /** Calls `listener` when jobs came or changed. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Reads on in the database where what is in memory does not tell what is due at `now`. Waits for it only while nothing is
   * there to hand out; else listeners are told when there is more.
   */
  async refill(now: number): Promise<void> {
    while (this.#needsReading(now)) {
      const isNew = this.#reading === undefined;
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
        this.#meanwhile = undefined;
      });
      if (this.#waiting === 0) await this.#reading;
      else {
        // A failed read is tried again by the next call.
        if (isNew) this.#reading.then(() => this.#tell()).catch(() => undefined);
        return;
      }
    }
  }

  /** The most urgent job that is due at `now`, or undefined. Call `refill` first. */
  take(now: number): JobFacts | undefined {
    for (let job = this.#later.peek(); job && (job.facts.dueAt ?? 0) <= now; job = this.#later.peek()) {
      this.#later.pop();
      if (this.#isWaiting(job)) this.#due.push(job);
    }
    for (let job = this.#due.pop(); job; job = this.#due.pop()) {
      if (!this.#isWaiting(job)) continue;
      job.state = 'taken';
      this.#waiting -= 1;
      return job.facts;
    }
    return undefined;
  }

  /** When the next job in memory is due, in epoch milliseconds; undefined when none waits. */
  nextDueAt(): number | undefined {
    for (const heap of [this.#due, this.#later]) {
      for (let job = heap.peek(); job; job = heap.peek()) {
        if (this.#isWaiting(job)) return job.facts.dueAt ?? 0;
        heap.pop();
      }
    }
    return undefined;
  }

  /** Offers a job again that was taken but not executed. */
  giveBack(id: string): void {
    const job = this.#known.get(id);
    if (job?.state !== 'taken') return;
    this.#known.delete(id);
    this.#add(job.facts);
  }

  /** Whether a job that was taken has not been changed since. */
  isTaken(id: string): boolean {
    return this.#known.get(id)?.state === 'taken';
  }

  /** Forgets a job that was taken and not changed; what the database says of it counts from now on. */
  async lookAgain(id: string): Promise<void> {
    if (!this.isTaken(id)) return;
    const facts = await readWaitingJob(this.#store.reader, id);
    if (!this.isTaken(id)) return;
    this.#known.delete(id);
    if (facts) this.#add(facts);
    this.#tell();
  }

  /** Forgets a job that was executed, as `take` gave it; if it has been put anew meanwhile, that one stays. */
  forget(facts: JobFacts): void {
    if (this.isTaken(facts.id) && this.#known.get(facts.id)?.facts === facts) this.#known.delete(facts.id);
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #needsReading(now: number): boolean {
    if (this.#complete) return false;
    if (this.#waiting === 0 || !this.#readTo) return true;
    return (this.#readTo.dueAt ?? 0) <= now && this.#waiting < WINDOW_SIZE / 4;
  }

  #committed({ jobs }: CommittedBatch): void {
    if (jobs.size === 0) return;
    for (const [id, facts] of jobs) {
      this.#meanwhile?.set(id, facts);
      this.#apply(id, facts);
    }
    this.#tell();
  }

  #apply(id: string, facts: JobFacts | null): void {
    const known = this.#known.get(id);
    if (known) {
      this.#known.delete(id);
      if (known.state === 'waiting') this.#waiting -= 1;
    }
    if (facts && facts.retries > 0 && !facts.suspended && this.#covers(facts)) this.#add(facts);
  }

  #add(facts: JobFacts): void {
    const job: KnownJob = { facts, state: 'waiting' };
    this.#known.set(facts.id, job);
    this.#later.push(job);
    this.#waiting += 1;
    if (this.#waiting > 2 * WINDOW_SIZE) this.#trim();
  }

  #covers(place: DuePlace): boolean {
    return this.#complete || (this.#readTo !== undefined && !isEarlier(this.#readTo, place));
  }

  async #read(): Promise<void> {
    const meanwhile = new Map<string, JobFacts | null>();
    this.#meanwhile = meanwhile;
    const rows = await readWaitingJobs(this.#store.reader, this.#readTo, WINDOW_SIZE);
    if (rows.length < WINDOW_SIZE) this.#complete = true;
    this.#readTo = rows.at(-1) ?? this.#readTo;
    for (const facts of rows) if (!meanwhile.has(facts.id) && !this.#known.has(facts.id)) this.#add(facts);
    for (const [id, facts] of meanwhile) this.#apply(id, facts);
  }

  /** Leaves those that are due last to the database. */
  #trim(): void {
    const waiting = [...this.#known.values()].filter(({ state }) => state === 'waiting');
    waiting.sort((left, right) => (isEarlier(left.facts, right.facts) ? -1 : 1));
    for (const { facts } of waiting.slice(WINDOW_SIZE)) this.#known.delete(facts.id);
    this.#waiting = WINDOW_SIZE;
    const last = waiting[WINDOW_SIZE - 1]!.facts;
    if (this.#complete || (this.#readTo && isEarlier(last, this.#readTo))) this.#readTo = last;
    this.#complete = false;
    for (const heap of [this.#due, this.#later]) heap.retain((job) => this.#isWaiting(job));
  }

  #isWaiting(job: KnownJob): boolean {
    return job.state === 'waiting' && this.#known.get(job.facts.id) === job;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isEarlier(left: DuePlace, right: DuePlace): boolean {
  const [leftAt, rightAt] = [left.dueAt ?? 0, right.dueAt ?? 0];
  return leftAt < rightAt || (leftAt === rightAt && left.id < right.id);
}

function isMoreUrgent(left: JobFacts, right: JobFacts): boolean {
  return left.priority > right.priority || (left.priority === right.priority && isEarlier(left, right));
}
