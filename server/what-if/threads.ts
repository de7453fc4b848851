import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import type { ThreadAnswer, ThreadOrder } from './replay-thread.ts';

/** A thread that replays; one order at a time. */
export class Thread {
  readonly #worker: Worker;
  #answered: ((answer: ThreadAnswer) => void) | undefined;
  #failure: string | undefined;

  constructor() {
    this.#worker = startWorker();
    this.#worker.unref();
    this.#worker.on('message', (answer: ThreadAnswer) => this.#answered?.(answer));
    this.#worker.once('error', (error) => {
      this.#failure = error.message;
      this.#answered?.({ kind: 'failed', reason: error.message });
    });
  }

  /** Whether it can take orders still. */
  get isSound(): boolean {
    return this.#failure === undefined;
  }

  /** Gives an order and waits for the answer; never answered when the thread is ended meanwhile. */
  ask(order: ThreadOrder): Promise<ThreadAnswer> {
    if (this.#failure !== undefined) return Promise.resolve({ kind: 'failed', reason: this.#failure });
    this.#worker.postMessage(order);
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  /** Ends it at once, whatever it does. */
  end(): void {
    this.#failure ??= 'ended';
    void this.#worker.terminate();
  }
}

/** Threads that are kept from one run to the next: what they have compiled need not be compiled again. */
export class Threads {
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();

  /** How many are worth having. */
  readonly most = availableParallelism();

  /** An idle thread, or a new one. */
  take(): Thread {
    const thread = this.#idle.pop() ?? new Thread();
    this.#all.add(thread);
    return thread;
  }

  /** The thread has nothing more to do. */
  giveBack(thread: Thread): void {
    if (thread.isSound) this.#idle.push(thread);
    else this.#all.delete(thread);
  }

  close(): void {
    for (const thread of this.#all) thread.end();
  }
}

/** Young objects die fast here: a large nursery spares copying them. */
const LIMITS = { maxYoungGenerationSizeMb: 192 };

/** From the sources, a thread first needs what makes JavaScript of them. */
function startWorker(): Worker {
  const here = import.meta.url;
  const options = { resourceLimits: LIMITS, execArgv: [] };
  if (!here.endsWith('.ts')) return new Worker(join(packageRoot(), 'dist/server/what-if/replay-thread.js'), options);
  const source = JSON.stringify(new URL('./replay-thread.ts', here).href);
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(start, { ...options, eval: true });
}
