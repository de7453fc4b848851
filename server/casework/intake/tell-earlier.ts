import { askEngine, unavailable } from '../ask-engine.ts';
import { OPEN_STATES } from '../codes.ts';
import { type EngineClient, rowsOf } from '../engine-client.ts';
import type { Petition } from '../tables/petition.ts';

const refusal = unavailable('未作任何更改，请稍后再试');

/** What somebody said of two petitions. */
export interface Said {
  other: Petition;
  same: boolean;
  actor: string | null;
}

/**
 * Tells the running instances of a petition what a person said of an earlier one: `repeatOf`, and while that one is open `duplicateOf` too, so that
 * merging finds it. Only variables that are there already are changed: an instance that did not look for duplicates yet will ask the register.
 * @throws Refusal 503 when the engine does not answer
 */
export async function tellEarlier(engine: EngineClient, own: Petition, { other, same, actor }: Said): Promise<void> {
  const ask = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    askEngine(engine, method, path, body, refusal, actor ?? undefined);
  const instances = rowsOf(await ask('POST', '/process-instance', { businessKey: own.businessKey }));
  if (instances.length === 0) return;
  const processInstanceIdIn = instances.map(({ id }) => id);
  const isOver = !OPEN_STATES.includes(other.state);
  for (const variableName of same && isOver ? ['repeatOf'] : ['repeatOf', 'duplicateOf']) {
    for (const row of rowsOf(await ask('POST', '/variable-instance', { variableName, processInstanceIdIn }))) {
      const before = row['value'];
      const value = same ? other.id : before === other.id ? null : before;
      if (value === before) continue;
      const path = `/execution/${String(row['executionId'])}/localVariables/${variableName}`;
      await ask('PUT', path, { value, type: 'String' });
    }
  }
}
