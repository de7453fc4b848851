import type { EntryFacts, Period } from '../tables/kpi-facts.ts';
import { type Facts, isWithin } from './facts.ts';
import { daysBetween, type Figure, share } from './figure.ts';

const FIRST_VISIT_DAYS = 90;
const REPEAT_DAYS = 180;

/** When each entry was first told anew, by its id. */
function firstRepeats(petitions: readonly EntryFacts[]): Map<string, number> {
  const repeats = new Map<string, number>();
  for (const { repeatOf, receivedAt } of petitions) {
    if (repeatOf === null) continue;
    repeats.set(repeatOf, Math.min(repeats.get(repeatOf) ?? receivedAt, receivedAt));
  }
  return repeats;
}

/** 最多访一次率: of the proxied, those where the resident came at most once, and that neither reopened nor came back within 90 days. */
export function firstVisitResolution({ petitions, concluded }: Facts): Figure {
  const repeats = firstRepeats(petitions);
  const proxied = concluded.filter((entry) => entry.proxied);
  const once = proxied.filter(({ id, residentVisits, round, concludedAt }) => {
    const again = repeats.get(id);
    const cameBack = again !== undefined && daysBetween(concludedAt ?? again, again) <= FIRST_VISIT_DAYS;
    return residentVisits <= 1 && round === 1 && !cameBack;
  });
  return share(once.length, proxied.length);
}

/**
 * 初转重: first petitions that were told anew within 180 days, beside the same for as long a time before; `change` is their difference as a
 * share (times 100: percentage points).
 */
export function repeatRate({ petitions, period }: Facts): { now: Figure; before: Figure; change: number | null } {
  const repeats = firstRepeats(petitions);
  const rate = (within: Period): Figure => {
    const first = petitions.filter(({ repeatOf, receivedAt }) => repeatOf === null && isWithin(within, receivedAt));
    const again = first.filter(({ id, receivedAt }) => {
      const at = repeats.get(id);
      return at !== undefined && daysBetween(receivedAt, at) <= REPEAT_DAYS;
    });
    return share(again.length, first.length);
  };
  const lengthMs = period.beforeMs - period.fromMs;
  const now = rate(period);
  const before = rate({ fromMs: period.fromMs - lengthMs, beforeMs: period.fromMs });
  return { now, before, change: now.value === null || before.value === null ? null : now.value - before.value };
}
