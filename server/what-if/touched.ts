import type { ProcessGraph } from '../engine/engine.ts';
import type { Changed } from '../replay/known-definitions.ts';
import type { Recording } from '../replay/recording.ts';

/** Tables that workers read, by topic. */
const READ_BY_TOPIC: Readonly<Record<string, readonly string[]>> = {
  'load-periods': ['internal-period'],
  'send-to-unit': ['unit-watch'],
  'extend-deadline': ['unit-watch'],
};

/** Whether a changed model can make a difference to a petition: only then is it replayed a second time. */
export function isTouched(
  { family, instances }: Recording,
  changed: Changed,
  graphOf: (definitionId: string) => ProcessGraph | undefined,
): boolean {
  if (family.instances.some(({ definitionKey }) => changed.processes.has(definitionKey))) return true;
  if (changed.decisions.size === 0) return false;
  return family.activities.some(({ instanceId, activityId }) => {
    const element = graphOf(instances.get(instanceId)?.definitionId ?? '')?.elements.get(activityId);
    if (element?.decision) return !element.decision.ref.isLiteral || changed.decisions.has(element.decision.ref.source);
    const topic = element?.external?.topic.source ?? '';
    return (READ_BY_TOPIC[topic] ?? []).some((key) => changed.decisions.has(key));
  });
}
