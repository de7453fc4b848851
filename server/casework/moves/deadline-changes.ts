import { DateTime, Duration } from 'luxon';
import { fromEngineTime } from '../engine-time.ts';
import type { ElementFacts } from './event-facts.ts';
import { type PlanFacts, targetOf } from './plan-facts.ts';
import type { Standing } from './standing.ts';

/** A timer of a running instance that a move changes. Times are milliseconds since 1970. */
export interface DeadlineChange {
  activityId: string;
  name: string;
  /** `changed`: due at another time; `added`: the newer version waits where the older did not; `dropped`: it does not any more. */
  what: 'changed' | 'added' | 'dropped';
  before: number | null;
  /** Null where it is dropped, or where only the engine can tell. */
  after: number | null;
  /** What the version moved to says, as a period, a date or an expression. */
  rule: string | null;
}

/** Name of the variable when an expression is one variable and nothing else. */
export function variableIn(rule: string): string | undefined {
  return /^[$#]\{\s*(\w+)\s*\}$/.exec(rule)?.[1];
}

/**
 * When a timer would be due that is read now; null when that is not known here.
 * @param value of the variable its rule names, if it names one
 */
export function dueAt(
  { kind, rule }: NonNullable<ElementFacts['timer']>,
  value: unknown,
  nowMs: number,
): number | null {
  const text = variableIn(rule) === undefined ? rule : value;
  if (typeof text !== 'string' || kind === 'cycle') return null;
  if (kind === 'date' && !/^P/.test(text)) return fromEngineTime(text);
  const period = Duration.fromISO(text);
  return period.isValid ? DateTime.fromMillis(nowMs).plus(period).toMillis() : null;
}

/** The timers of an instance that a move changes. @param dueNow when a timer would be due that is read at the move */
export function deadlineChanges(
  { steps, timers }: Standing,
  plan: PlanFacts,
  dueNow: (timer: NonNullable<ElementFacts['timer']>) => number | null,
): DeadlineChange[] {
  const changes: DeadlineChange[] = [];
  for (const { activityId, dueAt: before } of timers) {
    const source = plan.before.get(activityId);
    if (!source?.timer) continue;
    const instruction = plan.targets.get(activityId);
    const timer = plan.after.get(targetOf(instruction))?.timer;
    const told = { activityId, name: source.name, before };
    if (!timer) changes.push({ ...told, what: 'dropped', after: null, rule: null });
    else if (instruction?.updateEventTrigger) {
      const after = dueNow(timer);
      if (after === null || after !== before) changes.push({ ...told, what: 'changed', after, rule: timer.rule });
    }
  }
  const reached = new Set(
    steps.flatMap(({ id }) => plan.targets.get(id)?.targetActivityIds ?? []).concat(plan.processKey),
  );
  const kept = new Set([...plan.targets.values()].flatMap((each) => each.targetActivityIds));
  for (const [activityId, { name, timer, host }] of plan.after) {
    if (!timer || kept.has(activityId) || host === activityId || !reached.has(host)) continue;
    changes.push({ activityId, name, what: 'added', before: null, after: dueNow(timer), rule: timer.rule });
  }
  return changes;
}
