import type { KilledServer } from '../../crash/killed-server.ts';
import type { Latency } from '../load.ts';
import { startsMeanwhile } from './starts-meanwhile.ts';

export interface TimersDrained {
  count: number;
  perSecond: number;
  /** Requests meanwhile, and how many there were. */
  starts: Latency;
  requests: number;
}

const LOOK_EVERY_MS = 500;

/** Starts a server on a file full of due timers, and asks it for starts while it works them off. */
export async function drainTimers(server: KilledServer, count: number): Promise<TimersDrained> {
  server.spawn();
  await server.ready();
  const left = async (): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^engine_jobs_due (\S+)$/m.exec(text)?.[1]);
  };
  const first = await left();
  const {
    tookMs,
    starts,
    count: requests,
  } = await startsMeanwhile(server.url, async () => {
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  });
  await server.stop();
  return { count, perSecond: (first * 1000) / tookMs, starts, requests };
}
