import type { EngineContext } from './engine-context.ts';

const lastTurn = new WeakMap<EngineContext, Promise<unknown>>();

/** Runs what changes deployments one after the other, so that versions count without gaps. */
export function oneDeploymentAtATime<T>(engine: EngineContext, work: () => Promise<T>): Promise<T> {
  const turn = (lastTurn.get(engine) ?? Promise.resolve()).then(work);
  lastTurn.set(
    engine,
    turn.catch(() => undefined),
  );
  return turn;
}
