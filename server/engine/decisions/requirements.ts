import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledDecision } from './compiled-decision.ts';
import { isElement, list, text } from './dmn-element.ts';
import type { ProblemList } from './problem.ts';

/** Links each decision to those it requires. A requirement that leads nowhere or in a circle is a problem. */
export function connect(
  elements: readonly ModdleElement[],
  compiled: ReadonlyMap<string, CompiledDecision>,
  found: ProblemList,
): void {
  const ids = new Set(elements.map((element) => text(element.id)));
  for (const element of elements) {
    const decision = compiled.get(text(element.id) ?? '');
    if (decision === undefined) continue;
    for (const key of requiredKeys(element)) {
      const required = compiled.get(key);
      if (required !== undefined) decision.required.push(required);
      else if (ids.has(key))
        found.add(
          'error',
          decision.key,
          'requiredDecision',
          `it requires '${key}', which has no logic that can be evaluated`,
        );
      else
        found.add(
          'error',
          decision.key,
          'requiredDecision',
          `DMN-02016 Unable to find a model element instance for id ${key}`,
        );
    }
  }
  for (const decision of compiled.values()) {
    if (!reaches(decision, decision, new Set())) continue;
    found.add('error', decision.key, 'requiredDecision', `DMN-02015 The decision '${decision.key}' has a loop.`);
  }
}

function requiredKeys(element: ModdleElement): string[] {
  return list(element['informationRequirement']).flatMap((requirement) => {
    const target: unknown = requirement['requiredDecision'];
    const href = isElement(target) ? text(target['href']) : undefined;
    return href === undefined ? [] : [href.replace(/^#/, '')];
  });
}

function reaches(from: CompiledDecision, goal: CompiledDecision, seen: Set<CompiledDecision>): boolean {
  return from.required.some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, goal, seen);
  });
}
