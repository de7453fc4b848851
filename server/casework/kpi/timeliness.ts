import type { EntryFacts } from '../tables/kpi-facts.ts';
import type { Facts } from './facts.ts';
import { daysBetween, type Figure, share } from './figure.ts';

const DAYS_TO_INFORM = 15;

/**
 * When the matter was settled in the sense of the law (R 34): with the unit's first written opinion, or, where no unit wrote one, when it was
 * concluded. The visit afterwards and its days of waiting do not count.
 */
const settledAt = ({ answeredAt, concludedAt }: EntryFacts): number => answeredAt ?? concludedAt ?? Number.NaN;

/** 按期办结率: concluded in time among those with a legal clock; also without the extension. */
export function onTimeRate({ concluded }: Facts): { afterExtension: Figure; withoutExtension: Figure } {
  const timed = concluded.filter(({ deadlineAt }) => deadlineAt !== null);
  const inTime = timed.filter((entry) => settledAt(entry) <= (entry.deadlineAt ?? 0));
  const unextended = timed.filter((entry) => settledAt(entry) <= (entry.extendedFrom ?? entry.deadlineAt ?? 0));
  return {
    afterExtension: share(inTime.length, timed.length),
    withoutExtension: share(unextended.length, timed.length),
  };
}

/** 及时受理率: told within 15 days (a last day that is a holiday moves on, as the intake clock has it) among all registered. */
export function acceptOnTime({ registered }: Facts): Figure {
  const told = registered.filter(
    ({ informedAt, intakeDueAt, receivedAt }) =>
      informedAt !== null &&
      (intakeDueAt === null ? daysBetween(receivedAt, informedAt) <= DAYS_TO_INFORM : informedAt <= intakeDueAt),
  );
  return share(told.length, registered.length);
}
