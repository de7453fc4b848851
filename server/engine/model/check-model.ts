import { checkActivity } from './check-activity.ts';
import { checkCatching } from './check-catching.ts';
import { checkEvent } from './check-event.ts';
import { checkFlows } from './check-flows.ts';
import { checkScope } from './check-scope.ts';
import type { Element, Problem, ProcessGraph } from './graph.ts';

/** Notes a breach: the element, the property when one is to blame, and the reason. */
export type Refuse = (element: Element, property: string | null, reason: string) => void;

/** Every check looks at one element and what is around it. */
const CHECKS: readonly ((element: Element, refuse: Refuse) => void)[] = [
  checkScope,
  checkFlows,
  checkEvent,
  checkCatching,
  checkActivity,
];

/** Rules of BPMN and of the Camunda 7 line that concern several properties or elements together. All breaches are listed. */
export function checkModel(graph: ProcessGraph): Problem[] {
  const problems: Problem[] = [];
  const refuse: Refuse = (element, property, reason) => {
    problems.push({ elementId: element.id, ...(property ? { property } : {}), reason });
  };
  for (const element of graph.elements.values()) for (const check of CHECKS) check(element, refuse);
  return problems;
}
