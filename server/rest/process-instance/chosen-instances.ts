import { type Static, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import { historicInstanceList, instanceList } from '../../commands/lists.ts';
import { HistoricInstanceFilter } from '../history/process-instance.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { TextList } from '../wire/schema.ts';
import { InstanceFilter } from './process-instance.ts';

/** The three ways in which a body chooses process instances. Together they mean all of them. */
export const InstanceChoice = {
  processInstanceIds: Type.Optional(TextList),
  processInstanceQuery: queryIn(InstanceFilter),
  historicProcessInstanceQuery: queryIn(HistoricInstanceFilter),
};

const Choice = Type.Object(InstanceChoice);

/** The ids that are chosen; undefined when the body names no way at all. */
export async function chosenInstances(
  engine: EngineContext,
  { processInstanceIds, processInstanceQuery, historicProcessInstanceQuery }: Static<typeof Choice>,
): Promise<string[] | undefined> {
  if (!processInstanceIds && !processInstanceQuery && !historicProcessInstanceQuery) return undefined;
  const running = await idsFoundBy(engine, instanceList, processInstanceQuery);
  const known = await idsFoundBy(engine, historicInstanceList, historicProcessInstanceQuery);
  return [...new Set([...(processInstanceIds ?? []), ...running, ...known])];
}
