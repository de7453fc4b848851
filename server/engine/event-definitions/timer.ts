import { Cron } from 'croner';
import { DateTime, Duration } from 'luxon';
import { EngineError } from '../engine-error.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import { dueAtOf, durationMs } from './due-date.ts';

/** When a timer fires next, and the rule for the time after that (`null`: never again). Times are epoch milliseconds. */
export interface Schedule {
  dueAt: number;
  repeat: string | null;
}

/**
 * The first firing of a timer.
 * @param kind which of `timeDate`, `timeDuration`, `timeCycle` the diagram has
 * @param value the evaluated expression: text, or a `Date` for a timeDate
 * @param now epoch milliseconds
 * @throws EngineError when the value is not of the kind
 */
export function scheduleOf(kind: 'date' | 'duration' | 'cycle', value: TypedValue, now: number): Schedule {
  const text = String(value.value ?? '').trim();
  if (value.value === null || text === '') throw unreadable(kind, text);
  if (kind === 'cycle') return cycleOf(text, now);
  if (kind === 'duration' && value.type !== 'Date') return { dueAt: now + durationMs(text, now), repeat: null };
  const dueAt = dueAtOf(value, now);
  if (dueAt === null) throw unreadable(kind, text);
  return { dueAt, repeat: null };
}

/**
 * The firing after one that was due at `dueAt`.
 * @param repeat the rule of the fired job, as an earlier schedule gave it
 */
export function nextSchedule(repeat: string, dueAt: number): Schedule | null {
  const parts = repeat.split('/');
  if (!parts[0]!.startsWith('R')) return cronAfter(repeat, dueAt);
  const left = parts[0] === 'R' ? null : Number(parts[0]!.slice(1)) - 1;
  if (left !== null && left <= 0) return null;
  const period = parts.find((part) => part.startsWith('P'))!;
  const end = parts.length === 3 && parts[1]!.startsWith('P') ? isoMillis(parts[2]!) : null;
  const next = dueAt + durationMs(period, dueAt);
  if (end !== null && next > end) return null;
  return { dueAt: next, repeat: [left === null ? 'R' : `R${left}`, ...parts.slice(1)].join('/') };
}

function cycleOf(text: string, now: number): Schedule {
  if (!/^R\d*\//.test(text)) {
    const next = cronAfter(text, now);
    if (!next) throw unreadable('cycle', text);
    return next;
  }
  const parts = text.split('/');
  const period = parts.find((part) => part.startsWith('P'));
  if (!period || parts.length > 3 || !Duration.fromISO(period).isValid) throw unreadable('cycle', text);
  if (parts[0] === 'R0') throw unreadable('cycle', text);
  if (parts.length === 3 && parts[1]!.startsWith('P')) return cycleBefore(text, isoMillis(parts[2]!), now);
  const start = parts.length === 3 ? isoMillis(parts[1]!) : null;
  if (start === null || start > now) return { dueAt: start ?? now + durationMs(period, now), repeat: text };
  let at = start;
  const left = parts[0] === 'R' ? Number.POSITIVE_INFINITY : Number(parts[0]!.slice(1));
  let used = 0;
  while (at < now && used < left - 1) {
    at += durationMs(period, at);
    used += 1;
  }
  const count = left === Number.POSITIVE_INFINITY ? 'R' : `R${left - used}`;
  return { dueAt: at, repeat: [count, ...parts.slice(1)].join('/') };
}

/** `R3/PT10M/end`: counted backwards, so that the last firing is a period before the end. */
function cycleBefore(text: string, end: number, now: number): Schedule {
  const [times = 'R', period = ''] = text.split('/');
  const most = times === 'R' ? Number.POSITIVE_INFINITY : Number(times.slice(1));
  const step = durationMs(period, now);
  const count = Math.min(most, Math.ceil((end - now) / step) - 1);
  if (!(step > 0) || count < 1) throw unreadable('cycle', text);
  return { dueAt: end - count * step, repeat: [`R${count}`, period, text.split('/')[2]].join('/') };
}

/** A day must meet both the day of the month and the day of the week when both are given, as in the reference. */
const CRON = { mode: 'auto', sloppyRanges: true, domAndDow: true } as const;

function cronAfter(text: string, after: number): Schedule | null {
  try {
    const next = new Cron(text.replaceAll('?', '*'), CRON).nextRun(new Date(after));
    return next ? { dueAt: next.getTime(), repeat: text } : null;
  } catch {
    throw unreadable('cycle', text);
  }
}

function isoMillis(text: string): number {
  const date = DateTime.fromISO(text);
  if (!date.isValid) throw unreadable('cycle', text);
  return date.toMillis();
}

function unreadable(kind: string, text: string): EngineError {
  const property = { date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' }[kind];
  return new EngineError('ProcessEngineException', `Cannot parse ${property} '${text}' of a timer`);
}
