import type { FastifyInstance } from 'fastify';

/** Where the server stands between its start and its end. */
export interface Life {
  /** Process applications are deployed, or there are none. */
  deployed: boolean;
  /** The workers of this process can poll the engine, or there are none. */
  workersPoll(): boolean;
  /** It was told to stop, or has to. */
  stopping: boolean;
  /** How many requests are not answered yet. */
  requestsUnderWay(): number;
}

export function newLife(): Life {
  return { deployed: false, workersPoll: () => false, stopping: false, requestsUnderWay: () => 0 };
}

/** How long whatever does not end by itself has, once everything was cut off, before the process ends all the same. */
const LAST_MS = 2_000;
const CUT_EVERY_MS = 200;

export interface StopOptions {
  /** How long what is under way may take, in milliseconds. */
  drainMs: number;
  /** Lets workers of this process finish what they have. */
  stopWorkers(): Promise<void>;
  /** Called when not even cutting everything off has helped. */
  giveUp(): void;
}

/**
 * Stops in order, in bounded time: no new work is taken and waiting polls are answered with nothing; workers finish what they
 * have while the server still answers; then it closes, when requests under way are answered and commits are on disk. What has
 * not ended by `drainMs` is cut off: it was not acknowledged, so nothing is lost.
 */
export async function stopInOrder(app: FastifyInstance, life: Life, options: StopOptions): Promise<void> {
  const { drainMs, stopWorkers, giveUp } = options;
  life.stopping = true;
  app.engine?.topics.close();
  const lastWord = setTimeout(giveUp, drainMs + LAST_MS);
  const endMs = performance.now() + drainMs;
  let late: NodeJS.Timeout | undefined;
  const drainOver = new Promise<void>((resolve) => {
    late = setTimeout(resolve, drainMs);
  });
  await Promise.race([stopWorkers(), drainOver]);
  clearTimeout(late);
  // A browser keeps connections open on which it never asked anything: closing alone would wait for them.
  const cut = setInterval(() => {
    if (life.requestsUnderWay() === 0 || performance.now() > endMs) app.server.closeAllConnections();
  }, CUT_EVERY_MS);
  await app.close();
  clearInterval(cut);
  clearTimeout(lastWord);
}
