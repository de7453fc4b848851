import type { Job } from '../engine/state.ts';
import type { Store } from '../store/store.ts';
import type { EngineContext } from './engine-context.ts';
import { unknownJob } from './on-job.ts';

/** Jobs without a family that are at work, so that the executor and a person cannot execute the same one twice. */
const atWork = new WeakMap<Store, Set<string>>();

/** Executes a job that belongs to no family, unless that is being done already. @throws NotFound when it is */
export async function inItsTurn(engine: EngineContext, { id }: Job, work: () => Promise<void>): Promise<void> {
  const busy = atWork.get(engine.store) ?? new Set<string>();
  atWork.set(engine.store, busy);
  if (busy.has(id)) throw unknownJob(id);
  busy.add(id);
  try {
    await work();
  } finally {
    busy.delete(id);
  }
}
