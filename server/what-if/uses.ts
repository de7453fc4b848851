import type { ProcessGraph } from '../engine/engine.ts';
import type { Element } from '../engine/model/graph.ts';
import type { Changed } from '../replay/known-definitions.ts';
import type { Recording } from '../replay/recording.ts';
import type { Asking, SameAnswers } from './askings.ts';

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
    for (const table of element ? tablesAt(element) : NONE) uses.add(table);
  }
  return [...uses].sort();
}

const NONE: Uses = [];
/** Thousands of petitions meet the same elements. */
const tables = new WeakMap<Element, Uses>();

function tablesAt(element: Element): Uses {
  let at = tables.get(element);
  if (!at) {
    at = tablesOf(element);
    tables.set(element, at);
  }
  return at;
}

function tablesOf({ decision, external }: Element): Uses {
  if (decision) return [decision.ref.isLiteral ? `table ${decision.ref.source}` : ANY_TABLE];
  return (READ_BY_TOPIC[external?.topic.source ?? ''] ?? NONE).map((key) => `table ${key}`);
}

/**
 * Whether a changed model can make a difference to a petition: only then is it replayed by the changed flow.
 * @param sameAnswers where it is known what tables were asked on its way, and that it would be followed again as long as they say the same
 */
export function isTouched(
  uses: Uses,
  { processes, decisions }: Changed,
  sameAnswers?: SameAnswers,
  askings: readonly Asking[] = [],
): boolean {
  const of = (wanted: 'process' | 'table', keys: { has(key: string): boolean }) =>
    uses.some((use) => {
      const [kind, key = ''] = use.split(' ');
      return kind === wanted && keys.has(key);
    });
  if (of('process', processes)) return true;
  const meetsTable = of('table', decisions) || (decisions.size > 0 && uses.includes(ANY_TABLE));
  return meetsTable && !sameAnswers?.toAll(askings);
}
