import { durationMs } from './due-date.ts';

/** Tries a job has when its element names no retry cycle. */
const DEFAULT_RETRIES = 3;

/**
 * Tries a new job has.
 * @param cycle `R3/PT10M`, or a list of pauses `PT5M,PT10M`, or null
 */
export function retriesOf(cycle: string | null): number {
  return (cycle ? parseCycle(cycle)?.retries : null) ?? DEFAULT_RETRIES;
}

/**
 * What is left after a job failed once more.
 * @param cycle `R3/PT10M`, or a list `PT5M,PT10M,PT30M`, or null for the default: no pause
 * @param retries tries that were left before this failure
 * @param now epoch milliseconds
 * @returns tries left and the time of the next one (null: as before)
 */
export function nextRetry(
  cycle: string | null,
  retries: number,
  now: number,
): { retries: number; dueAt: number | null } {
  const left = Math.max(retries - 1, 0);
  const rule = cycle ? parseCycle(cycle) : null;
  if (!rule) return { retries: left, dueAt: null };
  const used = Math.max(rule.retries - left - 1, 0);
  const pause = rule.pauses[Math.min(used, rule.pauses.length - 1)];
  return { retries: left, dueAt: pause === undefined ? null : now + durationMs(pause, now) };
}

function parseCycle(cycle: string): { retries: number; pauses: string[] } | null {
  const repeated = /^R(\d+)\/(P.+)$/.exec(cycle.trim());
  if (repeated) return { retries: Number(repeated[1]), pauses: [repeated[2]!] };
  const pauses = cycle.split(',').map((pause) => pause.trim());
  return pauses.every((pause) => pause.startsWith('P')) ? { retries: pauses.length + 1, pauses } : null;
}
