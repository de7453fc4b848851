import { durationMs } from './due-date.ts';

/**
 * What is left after a job failed once more.
 * @param cycle `R3/PT10M`, or a list `PT5M,PT10M,PT30M`, or null for the default: no pause
 * @param retries tries that were left before this failure
 * @param first whether it had not failed before: then a cycle sets the count anew
 * @param now epoch milliseconds
 * @returns tries left and the time of the next one (null: as before)
 */
export function nextRetry(
  cycle: string | null,
  retries: number,
  first: boolean,
  now: number,
): { retries: number; dueAt: number | null } {
  const rule = cycle ? parseCycle(cycle) : null;
  if (!rule) return { retries: Math.max(retries - 1, 0), dueAt: null };
  const left = Math.max((first ? rule.retries : retries) - 1, 0);
  const used = rule.retries - left - 1;
  const pause = rule.pauses[Math.min(Math.max(used, 0), rule.pauses.length - 1)];
  return { retries: left, dueAt: pause === undefined ? null : now + durationMs(pause, now) };
}

function parseCycle(cycle: string): { retries: number; pauses: string[] } | null {
  const repeated = /^R(\d+)\/(P.+)$/.exec(cycle.trim());
  if (repeated) return { retries: Number(repeated[1]), pauses: [repeated[2]!] };
  const pauses = cycle.split(',').map((pause) => pause.trim());
  return pauses.every((pause) => pause.startsWith('P')) ? { retries: pauses.length + 1, pauses } : null;
}
