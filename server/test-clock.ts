import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { DateTime, Duration } from 'luxon';
import type { ManualClock } from './clock.ts';

export interface TestClockOptions {
  clock: ManualClock;
  /** Directory in which the time is remembered, so that a killed server goes on where it stood. */
  dataDir: string;
}

/**
 * `GET` and `POST /api/test/clock`: shows and moves a manual clock. Registered only when `CLOCK=manual`; register it before
 * whatever looks at the time, because it first moves the clock to the time remembered in `dataDir`.
 */
export const testClock: FastifyPluginAsync<TestClockOptions> = async (app, { clock, dataDir }) => {
  const file = join(dataDir, 'manual-clock.txt');
  if (existsSync(file)) {
    const rememberedMs = Number(readFileSync(file, 'utf8'));
    if (rememberedMs > clock.now()) clock.advanceTo(rememberedMs);
  }
  writeFileSync(file, String(clock.now()));
  const show = () => ({ now: new Date(clock.now()).toISOString() });

  app.get('/api/test/clock', async () => show());

  app.post<{ Body: unknown }>('/api/test/clock', async (request, reply) => {
    const target = targetMs(request.body, clock.now());
    if (typeof target === 'string') {
      return reply.code(422).send({ code: 'invalid', errors: [{ field: '', reason: target }] });
    }
    writeFileSync(file, String(target));
    clock.advanceTo(target);
    return show();
  });
};

/** The time a request asks for, or why it cannot be had. */
function targetMs(body: unknown, nowMs: number): number | string {
  const wish: { advanceBy?: unknown; to?: unknown } = typeof body === 'object' && body !== null ? body : {};
  if (typeof wish.advanceBy === 'string') {
    const duration = Duration.fromISO(wish.advanceBy);
    if (!duration.isValid) return '时长须为 ISO 8601 格式，如 P1D';
    const target = DateTime.fromMillis(nowMs, { zone: 'Asia/Shanghai' }).plus(duration).toMillis();
    return target < nowMs ? '时钟不能倒拨' : target;
  }
  if (typeof wish.to === 'string') {
    const target = DateTime.fromISO(wish.to);
    if (!target.isValid) return '时间须为 ISO 8601 格式';
    return target.toMillis() < nowMs ? '时钟不能倒拨' : target.toMillis();
  }
  return '请给出 advanceBy 或 to';
}
