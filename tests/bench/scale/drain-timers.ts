import type { KilledServer } from '../../crash/killed-server.ts';
import { JsonClient } from '../json-client.ts';

export interface TimersDrained {
  count: number;
  perSecond: number;
  /** 99 of 100 requests meanwhile took at most this long. */
  startP99Ms: number;
  requests: number;
}

const PAUSE_MS = 20;

/** Starts a server on a file full of due timers, and asks it for starts while it works them off. */
export async function drainTimers(server: KilledServer, count: number): Promise<TimersDrained> {
  server.spawn();
  await server.ready();
  const begin = performance.now();
  const client = new JsonClient(`${server.url}/engine-rest`, 2);
  const tookMs: number[] = [];
  const left = async (): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^engine_jobs_due (\S+)$/m.exec(text)?.[1]);
  };
  const first = await left();
  let askedAt = 0;
  for (let due = first; due > 0; ) {
    const from = performance.now();
    await client.post('/process-definition/key/three-steps/start', { businessKey: 'meanwhile' });
    tookMs.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (performance.now() - askedAt < 1_000) continue;
    askedAt = performance.now();
    due = await left();
  }
  const elapsedMs = performance.now() - begin;
  client.close();
  await server.stop();
  const startP99Ms = tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length * 0.99)] ?? 0;
  return { count, perSecond: (first * 1000) / elapsedMs, startP99Ms, requests: tookMs.length };
}
