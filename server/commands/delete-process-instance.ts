import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { onInstanceLogged } from './operation-places.ts';
import { NotFound } from './refusals.ts';

/**
 * Deletes a running instance with all it called; history keeps it as EXTERNALLY_TERMINATED. Where it was called, that activity is cancelled.
 * @param skips what is not told and not mapped while it ends
 * @throws NotFound when it is not running; EngineError when an output mapping or a listener fails
 */
export async function deleteProcessInstance(
  engine: EngineContext,
  id: string,
  reason: string | null = null,
  skips: engineOf.DeletionSkips = {},
): Promise<void> {
  const missing = () => new NotFound(`No process instance found for id '${id}': processInstance is null`);
  const by = await onInstanceLogged(engine, id, { type: 'Delete', entity: 'ProcessInstance' });
  await onFamily(by, { instance: id }, missing, (environment, family) => ({
    changes: engineOf.deleteInstance(environment, family, id, { reason, skips }).changes,
    result: undefined,
  }));
}
