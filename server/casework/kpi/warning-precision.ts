import type { EntryFacts, WarningFacts } from '../tables/kpi-facts.ts';
import type { Facts } from './facts.ts';
import { count, daysBetween, type Figure, quantile, SMALLEST_SHOWN, share } from './figure.ts';

const DAY_MS = 86_400_000;
/** The days before a warning and after it that are compared. */
const EFFECT_DAYS = 28;
/** A warning worked when so much less came afterwards (DEF). */
const FELL = 0.3;

/**
 * 预警有效率: the proposals that a person confirmed, among all that were raised in the period; how many days a confirmed one came before the first collective
 * petition on its subject in its place; and of those confirmed whose 28 days after are over by the end of the period, after how many at least 30 % less was
 * registered than in the 28 days before. Warnings before which fewer than five persons stood prove nothing and are left out.
 */
export function warningPrecision({ warnings, entries, period }: Facts): {
  raised: Figure;
  confirmed: Figure;
  leadDays: Figure;
  fell: Figure;
} {
  const confirmed = warnings.filter((warning) => warning.confirmed);
  const leads = confirmed.flatMap((warning) => {
    const first = of(warning, entries).find(
      ({ groupSize, receivedAt }) => groupSize >= SMALLEST_SHOWN && receivedAt >= warning.raisedAt,
    );
    return first ? [daysBetween(warning.raisedAt, first.receivedAt)] : [];
  });
  const effects = confirmed
    .filter(({ raisedAt }) => raisedAt + EFFECT_DAYS * DAY_MS <= period.beforeMs)
    .map((warning) => effectOf(warning, of(warning, entries)))
    .filter((effect) => effect !== null);
  return {
    raised: count(warnings.length),
    confirmed: share(confirmed.length, warnings.length),
    leadDays: quantile(leads, 0.5),
    fell: share(effects.filter((effect) => effect <= -FELL).length, effects.length),
  };
}

/** The entries of a warning's subject and place, oldest first. */
const of = ({ subjectCode, areaCode }: WarningFacts, entries: readonly EntryFacts[]): EntryFacts[] =>
  entries.filter((entry) => entry.subjectCode === subjectCode && entry.areaCode.startsWith(areaCode));

/** By what share the number of entries changed; null when too few stand behind the first number. */
function effectOf({ raisedAt }: WarningFacts, entries: readonly EntryFacts[]): number | null {
  const within = (fromMs: number, beforeMs: number) =>
    entries.filter(({ receivedAt }) => receivedAt >= fromMs && receivedAt < beforeMs);
  const before = within(raisedAt - EFFECT_DAYS * DAY_MS, raisedAt);
  if (new Set(before.map(({ id, petitionerHash }) => petitionerHash ?? id)).size < SMALLEST_SHOWN) return null;
  const after = within(raisedAt, raisedAt + EFFECT_DAYS * DAY_MS);
  return (after.length - before.length) / before.length;
}
