import { type Clock, isManualClock } from '../clock.ts';
import type { JobFacts } from '../store/committed-batch.ts';
import type { DueJobs } from '../store/due-jobs.ts';

export interface JobExecutorOptions {
  jobs: DueJobs;
  clock: Clock;
  /**
   * Executes one job to its end in a transaction of its own. A failure is noted at the job, with one try less, by whoever
   * executes it; when nothing could be noted the promise rejects and the job stands as it was.
   */
  execute(jobId: string, rootId: string): Promise<void>;
  /** How many jobs run at a time: enough for a full commit, few enough that requests get their turn. */
  concurrency?: number;
  /** How long a job rests that could not even be noted as failed, in milliseconds of real time. */
  restMs?: number;
  /** Told of every rejection. */
  onError?(error: unknown, jobId: string): void;
}

const CONCURRENCY = 100;
const REST_MS = 1_000;
/** The machine's clock may be set while a timer runs: it is looked at again after this time. */
const LONGEST_SLEEP_MS = 60_000;

/**
 * Executes jobs when they are due: the most urgent first, and of the exclusive jobs of one root instance one at a time.
 * Keeps no state that a restart could lose.
 */
export class JobExecutor {
  readonly #options: Required<Omit<JobExecutorOptions, 'onError'>> & Pick<JobExecutorOptions, 'onError'>;
  /** What runs: the roots of exclusive jobs and the ids of all. */
  readonly #busy = new Set<string>();
  /** Jobs that are due and wait for something that is busy. */
  readonly #parked = new Map<string, JobFacts[]>();
  readonly #rests = new Set<NodeJS.Timeout>();
  readonly #idle: (() => void)[] = [];
  #running = 0;
  #started = false;
  #filling = false;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopClock: (() => void) | undefined;

  constructor(options: JobExecutorOptions) {
    this.#options = { concurrency: CONCURRENCY, restMs: REST_MS, ...options };
    options.jobs.onChange(() => this.#look());
  }

  /** Begins with what is due now. */
  start(): void {
    const { clock } = this.#options;
    this.#started = true;
    if (isManualClock(clock)) this.#stopClock = clock.onMove(() => this.#look());
    this.#look();
  }

  /** Takes no more jobs and resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#stopClock?.();
    clearTimeout(this.#timer);
    for (const rest of this.#rests) clearTimeout(rest);
    this.#rests.clear();
    for (const jobs of this.#parked.values()) for (const { id } of jobs) this.#options.jobs.giveBack(id);
    this.#parked.clear();
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Resolves when no job is running and none is due. */
  async whenIdle(): Promise<void> {
    while (this.#running > 0 || this.#filling) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Starts what is due, as far as there is room, and sleeps until the next job is due. */
  #look(): void {
    this.#again = true;
    if (this.#filling || !this.#started) return;
    this.#filling = true;
    this.#fill()
      .catch((error: unknown) => {
        this.#options.onError?.(error, '');
        this.#sleepUntil(this.#options.clock.now() + this.#options.restMs);
      })
      .finally(() => {
        this.#filling = false;
        if (this.#again && this.#started) this.#look();
        else this.#settle();
      });
  }

  async #fill(): Promise<void> {
    const { jobs, clock, concurrency } = this.#options;
    while (this.#again && this.#started) {
      this.#again = false;
      await jobs.refill(clock.now());
      while (this.#started && this.#running < concurrency) {
        const job = jobs.take(clock.now());
        if (!job) break;
        this.#begin(job);
      }
      this.#sleepUntil(jobs.nextDueAt());
    }
  }

  #begin(job: JobFacts): void {
    const obstacle = this.#obstacleOf(job);
    if (obstacle === undefined) {
      this.#execute(job).catch((error: unknown) => this.#options.onError?.(error, job.id));
      return;
    }
    const parked = this.#parked.get(obstacle);
    if (parked) parked.push(job);
    else this.#parked.set(obstacle, [job]);
  }

  #obstacleOf(job: JobFacts): string | undefined {
    return keysOf(job).find((key) => this.#busy.has(key));
  }

  async #execute(job: JobFacts): Promise<void> {
    const { jobs, execute, onError } = this.#options;
    for (const key of keysOf(job)) this.#busy.add(key);
    this.#running += 1;
    try {
      await execute(job.id, job.rootId);
      jobs.forget(job);
    } catch (error) {
      onError?.(error, job.id);
      if (jobs.isTaken(job.id)) this.#rest(job.id);
    } finally {
      this.#running -= 1;
      for (const key of keysOf(job)) this.#release(key);
      this.#look();
      this.#settle();
    }
  }

  #release(key: string): void {
    this.#busy.delete(key);
    const parked = this.#parked.get(key);
    this.#parked.delete(key);
    // Given back, not started: something more urgent may have become due, or the job may be gone.
    for (const { id } of parked ?? []) this.#options.jobs.giveBack(id);
  }

  #rest(jobId: string): void {
    const rest = setTimeout(() => {
      this.#rests.delete(rest);
      this.#options.jobs.lookAgain(jobId).catch(() => this.#rest(jobId));
    }, this.#options.restMs);
    rest.unref();
    this.#rests.add(rest);
  }

  #sleepUntil(dueAt: number | undefined): void {
    clearTimeout(this.#timer);
    const { clock, concurrency } = this.#options;
    if (dueAt === undefined || isManualClock(clock) || this.#running >= concurrency) return;
    const delayMs = Math.min(Math.max(dueAt - clock.now(), 0), LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => this.#look(), delayMs);
    this.#timer.unref();
  }

  #settle(): void {
    if (this.#running > 0 || this.#filling) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** What must be free for a job to run: itself and, when it is exclusive, its root instance. */
function keysOf({ id, rootId, exclusive }: JobFacts): string[] {
  return exclusive && rootId !== '' ? [id, rootId] : [id];
}
