import type { Store } from '../store/store.ts';
import type { EngineContext } from './engine-context.ts';

const lastTurn = new WeakMap<Store, Promise<unknown>>();

/** Runs what changes deployments one after the other, so that versions count without gaps. */
export function oneDeploymentAtATime<T>(engine: EngineContext, work: () => Promise<T>): Promise<T> {
  const turn = (lastTurn.get(engine.store) ?? Promise.resolve()).then(work);
  lastTurn.set(
    engine.store,
    turn.catch(() => undefined),
  );
  return turn;
}
