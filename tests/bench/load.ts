import { readFile } from 'node:fs/promises';
import { JsonClient } from './json-client.ts';

export interface LoadOptions {
  /** How many instances are started and carried to their end. */
  instances: number;
  /** How many starts are under way at once. */
  starters: number;
  /** How many workers fetch at once, */
  workers: number;
  /** and how many tasks each takes at a time, completing them all at once. */
  maxTasks: number;
}

/** Milliseconds that half and 99 of 100 requests took at most. */
export interface Latency {
  p50Ms: number;
  p99Ms: number;
}

export interface LoadResult {
  instancesPerSecond: number;
  start: Latency;
  complete: Latency;
  /** First words of the first errors, and how many there were. */
  errors: { count: number; first: string[] };
}

interface FetchedTask {
  id: string;
}

const TOPICS = ['bench-prepare', 'bench-check', 'bench-record'];
const STEPS = TOPICS.length;
/** A server that loses a task would otherwise keep the run waiting for ever. */
const STALLED_AFTER_MS = 30_000;

/** Deploys `three-steps.bpmn`. */
export function deployThreeSteps(baseUrl: string): Promise<void> {
  return deploy(baseUrl, [new URL('three-steps.bpmn', import.meta.url)]);
}

/** @throws Error with the server's words when it refuses the files */
export async function deploy(baseUrl: string, files: readonly URL[]): Promise<void> {
  const form = new FormData();
  form.set('deployment-name', 'bench');
  for (const file of files) {
    const name = file.pathname.split('/').at(-1) ?? '';
    form.set(name, new Blob([await readFile(file)]), name);
  }
  const answer = await fetch(`${baseUrl}/deployment/create`, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`the models were refused: ${await answer.text()}`);
}

/**
 * Starts instances and works their external tasks off at the same time, over HTTP, as fast as the server answers.
 * @param baseUrl up to and with `/engine-rest`; the model is deployed there
 * @throws Error when the server stops handing out tasks, or its history does not know the instances as finished
 */
export async function runThreeSteps(baseUrl: string, options: LoadOptions): Promise<LoadResult> {
  const client = new JsonClient(baseUrl, options.starters + options.workers * (options.maxTasks + 1));
  try {
    const finishedBefore = await finishedInstances(client, 'three-steps');
    const load = new Load(client, options);
    const elapsedMs = await load.run();
    const finished = (await finishedInstances(client, 'three-steps')) - finishedBefore;
    if (load.errors.length === 0 && finished !== options.instances) {
      throw new Error(`history knows ${finished} of ${options.instances} instances as finished`);
    }
    return {
      instancesPerSecond: (finished * 1000) / elapsedMs,
      start: latency(load.startMs),
      complete: latency(load.completeMs),
      errors: { count: load.errors.length, first: load.errors.slice(0, 3) },
    };
  } finally {
    client.close();
  }
}

class Load {
  readonly startMs: number[] = [];
  readonly completeMs: number[] = [];
  readonly errors: string[] = [];
  readonly #client: JsonClient;
  readonly #options: LoadOptions;
  #started = 0;
  #worked = 0;
  #failedStarts = 0;
  #lastWorkAt = performance.now();

  constructor(client: JsonClient, options: LoadOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** Milliseconds from the first start to the last completion. */
  async run(): Promise<number> {
    const begin = performance.now();
    this.#lastWorkAt = begin;
    const times = <T>(count: number, work: (index: number) => T): T[] =>
      Array.from({ length: count }, (_, index) => work(index));
    await Promise.all([
      ...times(this.#options.starters, () => this.#start()),
      ...times(this.#options.workers, (index) => this.#work(`bench-worker-${index}`)),
    ]);
    return this.#lastWorkAt - begin;
  }

  async #start(): Promise<void> {
    while (this.#started < this.#options.instances) {
      const number = this.#started++;
      const variables = {
        amount: { value: number % 100, type: 'Integer' },
        reference: { value: `R-${number}`, type: 'String' },
      };
      const done = await this.#timed(this.startMs, '/process-definition/key/three-steps/start', {
        businessKey: `B-${number}`,
        variables,
      });
      if (!done) this.#failedStarts++;
    }
  }

  async #work(workerId: string): Promise<void> {
    const topics = TOPICS.map((topicName) => ({ topicName, lockDuration: 60_000 }));
    while (this.#worked < (this.#options.instances - this.#failedStarts) * STEPS) {
      if (performance.now() - this.#lastWorkAt > STALLED_AFTER_MS) throw new Error('the server hands out no tasks');
      const order = {
        workerId,
        maxTasks: this.#options.maxTasks,
        usePriority: false,
        asyncResponseTimeout: 500,
        topics,
      };
      const tasks = await this.#client
        .post('/external-task/fetchAndLock', order)
        .catch((error: Error) => void this.errors.push(error.message));
      if (Array.isArray(tasks)) await Promise.all(tasks.map((task: FetchedTask) => this.#complete(workerId, task.id)));
    }
  }

  async #complete(workerId: string, id: string): Promise<void> {
    const variables = { outcome: { value: 'done', type: 'String' } };
    await this.#timed(this.completeMs, `/external-task/${id}/complete`, { workerId, variables });
    this.#worked++;
    this.#lastWorkAt = performance.now();
  }

  async #timed(into: number[], path: string, body: unknown): Promise<boolean> {
    const begin = performance.now();
    try {
      await this.#client.post(path, body);
      into.push(performance.now() - begin);
      return true;
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}

/** How many instances of this process history knows as finished. */
export async function finishedInstances(client: JsonClient, key: string): Promise<number> {
  const answer = await client.get(`/history/process-instance/count?finished=true&processDefinitionKey=${key}`);
  if (answer === null || typeof answer !== 'object' || !('count' in answer)) throw new Error('no count in the answer');
  return Number(answer.count);
}

export function latency(durationsMs: number[]): Latency {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
