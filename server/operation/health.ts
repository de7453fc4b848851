import type { FastifyPluginAsync } from 'fastify';

/** One thing that must hold before requests are sent here. Throws, or takes too long, when it does not. */
export type ReadinessCheck = () => Promise<void> | void;

export interface HealthOptions {
  checks: Readonly<Record<string, ReadinessCheck>>;
}

/** How long one check may take, and how long its answer counts: probes of several askers cost one write a second. */
const CHECK_MS = 2_000;
const FRESH_MS = 1_000;

/**
 * `/health/live`: the process answers. `/health/ready`: everything that `checks` names holds; 503 with the names of what does
 * not. A process that is alive but not ready is not to be restarted: it says what it waits for.
 */
export const health: FastifyPluginAsync<HealthOptions> = async (app, { checks }) => {
  let asked: { atMs: number; answer: Promise<Record<string, string>> } | undefined;

  app.get('/health/live', { logLevel: 'warn', schema: { hide: true } }, async () => ({ status: 'live' }));

  app.get('/health/ready', { logLevel: 'warn', schema: { hide: true } }, async (_request, reply) => {
    const nowMs = performance.now();
    if (!asked || nowMs - asked.atMs > FRESH_MS) asked = { atMs: nowMs, answer: ask(checks) };
    const answers = await asked.answer;
    const ready = Object.values(answers).every((answer) => answer === 'ok');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks: answers });
  });
};

async function ask(checks: HealthOptions['checks']): Promise<Record<string, string>> {
  const answers = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await holds(check)]));
  return Object.fromEntries(answers);
}

async function holds(check: ReadinessCheck): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_MS} ms`), CHECK_MS);
  });
  try {
    return await Promise.race([(async () => check())().then(() => 'ok'), tooLong]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    return code ?? (error instanceof NotReady ? error.message : 'failed');
  } finally {
    clearTimeout(timer);
  }
}

/** Thrown by a check whose words may be shown. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}
