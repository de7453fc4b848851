import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { onInstanceLogged } from './operation-places.ts';
import { suspensionState } from './operations.ts';
import { NotFound } from './refusals.ts';

/** Suspends a running instance, or activates it: its jobs and tasks wait meanwhile. An unknown id is passed over, as in the reference. */
export async function suspendProcessInstance(engine: EngineContext, id: string, suspended: boolean): Promise<void> {
  const unknown = new NotFound(`No process instance found for id '${id}': processInstance is null`);
  const by = await onInstanceLogged(engine, id, {
    type: suspended ? 'Suspend' : 'Activate',
    entity: 'ProcessInstance',
    changes: [suspensionState(suspended)],
  });
  try {
    await onFamily(
      by,
      { instance: id },
      () => unknown,
      (environment, family) => ({
        changes: engineOf.setInstanceSuspended(environment, family, id, suspended).changes,
        result: undefined,
      }),
    );
  } catch (error) {
    if (error !== unknown) throw error;
  }
}
