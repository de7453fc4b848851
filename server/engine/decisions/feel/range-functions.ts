import { FeelRange } from 'feelin';
import { type Comparison, feelAnd, feelCompare, feelOr } from './feel-operations.ts';

/** How ranges lie to each other (DMN 1.3, table 78): those functions that the library names and does not have. */

type Truth = boolean | null;
interface Ends {
  start: unknown;
  end: unknown;
  hasStart: boolean;
  hasEnd: boolean;
}

/** A point is a range of which both ends are the point. */
function endsOf(value: unknown): Ends {
  if (value instanceof FeelRange) {
    const { start, end, 'start included': hasStart, 'end included': hasEnd } = value;
    return { start, end, hasStart, hasEnd };
  }
  return { start: value, end: value, hasStart: true, hasEnd: true };
}

/** `one operator other`, or both are the same and `whenSame`. */
function orSame(operator: Comparison, one: unknown, other: unknown, whenSame: boolean): Truth {
  return feelOr(feelCompare(operator, one, other), feelAnd(feelCompare('=', one, other), whenSame));
}

function all(...truths: Truth[]): Truth {
  return truths.reduce(feelAnd, true);
}

function overlapsBefore(a: Ends, b: Ends): Truth {
  return all(
    orSame('<', a.start, b.start, a.hasStart && !b.hasStart),
    orSame('>', a.end, b.start, a.hasEnd && b.hasStart),
    orSame('<', a.end, b.end, !a.hasEnd || b.hasEnd),
  );
}

function overlapsAfter(a: Ends, b: Ends): Truth {
  return all(
    orSame('<', b.start, a.start, b.hasStart && !a.hasStart),
    orSame('>', b.end, a.start, b.hasEnd && a.hasStart),
    orSame('<', b.end, a.end, !b.hasEnd || a.hasEnd),
  );
}

function finishes(a: Ends, b: Ends): Truth {
  return all(
    feelCompare('=', a.end, b.end),
    a.hasEnd === b.hasEnd,
    orSame('>', a.start, b.start, !a.hasStart || b.hasStart),
  );
}

function starts(a: Ends, b: Ends): Truth {
  return all(
    feelCompare('=', a.start, b.start),
    a.hasStart === b.hasStart,
    orSame('<', a.end, b.end, !a.hasEnd || b.hasEnd),
  );
}

function during(a: Ends, b: Ends): Truth {
  return all(
    orSame('<', b.start, a.start, b.hasStart || !a.hasStart),
    orSame('>', b.end, a.end, b.hasEnd || !a.hasEnd),
  );
}

function coincides(a: Ends, b: Ends): Truth {
  return all(
    feelCompare('=', a.start, b.start),
    feelCompare('=', a.end, b.end),
    a.hasStart === b.hasStart,
    a.hasEnd === b.hasEnd,
  );
}

const of =
  (relation: (a: Ends, b: Ends) => Truth) =>
  (one: unknown, other: unknown): Truth =>
    relation(endsOf(one), endsOf(other));

/** By name; each takes two ranges or points. */
export const RANGE_FUNCTIONS: Readonly<Record<string, (one: unknown, other: unknown) => Truth>> = {
  'overlaps before': of(overlapsBefore),
  'overlaps after': of(overlapsAfter),
  finishes: of(finishes),
  'finished by': of((a, b) => finishes(b, a)),
  during: of(during),
  starts: of(starts),
  'started by': of((a, b) => starts(b, a)),
  coincides: of(coincides),
};
