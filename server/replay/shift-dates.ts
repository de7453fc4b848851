import type { Variables } from '../engine/engine.ts';
import { formatDate, parseDate } from '../engine/expressions/date-text.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Answer } from './outcome.ts';

/**
 * The variables of a recorded answer, given at another time. A date that was the moment of the answer is the new moment; one that
 * moved an earlier date moves the present one by as much; any other keeps its distance to the answer.
 * @param recordedAt when it was given, in epoch milliseconds
 * @param current what stands in a variable now
 */
export function shiftDates(
  answer: Answer,
  recordedAt: number,
  now: number,
  current: (name: string) => TypedValue | undefined,
): Pick<Answer, 'variables' | 'local'> {
  if (now === recordedAt && isEmpty(answer.datesBefore)) return answer;
  const shift = (variables: Variables): Variables => {
    let shifted: Variables | undefined;
    for (const [name, typed] of Object.entries(variables)) {
      if (typed.type !== 'Date' || typeof typed.value !== 'string') continue;
      const value = parseDate(typed.value);
      if (value === undefined) continue;
      const moved = movedDate(value, recordedAt, now, answer.datesBefore[name], millisOf(current(name)));
      if (moved === value) continue;
      shifted ??= { ...variables };
      shifted[name] = { ...typed, value: formatDate(moved) };
    }
    return shifted ?? variables;
  };
  return { variables: shift(answer.variables), local: shift(answer.local) };
}

function isEmpty(record: Readonly<Record<string, number>>): boolean {
  for (const _ in record) return false;
  return true;
}

function movedDate(
  value: number,
  recordedAt: number,
  now: number,
  before: number | undefined,
  current: number | undefined,
): number {
  if (value === recordedAt) return now;
  if (before !== undefined && current !== undefined) return current + (value - before);
  return value + (now - recordedAt);
}

export function millisOf(typed: TypedValue | undefined): number | undefined {
  return typed?.type === 'Date' && typeof typed.value === 'string' ? parseDate(typed.value) : undefined;
}
