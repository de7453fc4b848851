import type { ProcessGraph } from '../engine/engine.ts';
import type { Changed } from '../replay/known-definitions.ts';
import type { Recording } from '../replay/recording.ts';

/** Tables that workers read, by topic. */
const READ_BY_TOPIC: Readonly<Record<string, readonly string[]>> = {
  'load-periods': ['internal-period'],
  'send-to-unit': ['unit-watch'],
  'extend-deadline': ['unit-watch'],
};
/** Which table it was is worked out by an expression: it may be any. */
const ANY_TABLE = 'table *';

/** Models that a petition met: `process KEY`, `table KEY`. */
export type Uses = readonly string[];

/** What a petition met, in the order of their names. */
export function usesOf(
  { family, instances }: Recording,
  graphOf: (definitionId: string) => ProcessGraph | undefined,
): Uses {
  const uses = new Set(family.instances.map(({ definitionKey }) => `process ${definitionKey}`));
  for (const { instanceId, activityId } of family.activities) {
    const element = graphOf(instances.get(instanceId)?.definitionId ?? '')?.elements.get(activityId);
    if (element?.decision) {
      const { isLiteral, source } = element.decision.ref;
      uses.add(isLiteral ? `table ${source}` : ANY_TABLE);
    } else for (const key of READ_BY_TOPIC[element?.external?.topic.source ?? ''] ?? []) uses.add(`table ${key}`);
  }
  return [...uses].sort();
}

/** Whether a changed model can make a difference to a petition: only then is it replayed by the changed flow. */
export function isTouched(uses: Uses, { processes, decisions }: Changed): boolean {
  if (decisions.size > 0 && uses.includes(ANY_TABLE)) return true;
  return uses.some((use) => {
    const [kind, key = ''] = use.split(' ');
    return kind === 'process' ? processes.has(key) : decisions.has(key);
  });
}
