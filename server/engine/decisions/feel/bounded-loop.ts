import { FeelFunction } from 'feelin';
import type { FeelNode } from './feel-tree.ts';

/** Name under which the library sees the guard of loops. */
export const BOUND = '__bound';
/** Steps that the ranges of one evaluation may have together: far beyond what a table asks for, done in well under a second. */
const MOST_STEPS = 100_000;

/**
 * Whether this is the range of a loop (`for i in a..b`, `some i in a..b`). The library makes a list of all its numbers, and of all
 * combinations where there are several, before the first one is looked at: without a guard ten letters stop the whole server.
 */
export function isLoopRange({ name, children }: FeelNode): boolean {
  return name === 'IterationContext' && children.length === 3;
}

/** The range with its guard: `a..__bound(a, b)`. */
export function boundedRange(from: string, to: string): string {
  return `${from}..${BOUND}(${from}, ${to})`;
}

/**
 * The guard for one evaluation: answers the end of a range, and counts.
 * @throws Error once all ranges together are longer than may be
 */
export function newBound(): FeelFunction {
  let left = MOST_STEPS;
  return new FeelFunction(
    (from: unknown, to: unknown) => {
      const steps = Math.abs(Number(to) - Number(from)) + 1;
      if (Number.isFinite(steps)) left -= steps;
      if (left < 0) throw new Error(`FEEL: a loop of more than ${MOST_STEPS} steps`);
      return to;
    },
    ['from', 'to'],
  );
}
