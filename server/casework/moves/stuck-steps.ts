import type { PlanFacts } from './plan-facts.ts';
import { targetOf } from './plan-facts.ts';
import type { Standing } from './standing.ts';

/** `gone`: the other version has no such step; `changed`: it is of another kind or in another part there; `notAsync`: nothing waits there any more. */
export type WhyStuck = 'gone' | 'changed' | 'notAsync';

/** A step because of which an instance cannot be moved. */
export interface StuckStep {
  id: string;
  name: string;
  why: WhyStuck;
}

/** Why an instance cannot be moved; empty when it can. */
export function stuckSteps({ steps, pending }: Standing, plan: PlanFacts): StuckStep[] {
  const stuck = new Map<string, StuckStep>();
  const put = (id: string, why: WhyStuck) => stuck.set(id, { id, name: plan.before.get(id)?.name ?? id, why });
  // A part whose steps all go elsewhere may be left behind; a step may not.
  const places = [
    ...steps.filter((each) => each.inner).map((each) => each.id),
    ...pending.map((each) => each.activityId),
  ];
  for (const id of places) {
    if (!plan.targets.has(id)) put(id, plan.after.has(id.replace(/#multiInstanceBody$/, '')) ? 'changed' : 'gone');
  }
  for (const { activityId, configuration } of pending) {
    const target = targetOf(plan.targets.get(activityId));
    if (target !== '' && !plan.asyncs.has(`${target} ${configuration}`)) put(activityId, 'notAsync');
  }
  return [...stuck.values()];
}
