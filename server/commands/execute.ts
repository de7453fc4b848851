import type { Changes } from '../engine/changes.ts';
import { DefinitionNotLoaded, type EngineError, SignalReceiversNotLoaded } from '../engine/engine-error.ts';
import type { RunEnvironment } from '../engine/environment.ts';
import type { Family } from '../engine/state.ts';
import type { RootQuestion } from '../store/root-finder.ts';
import { alongsideOf, type EngineContext, environmentOf } from './engine-context.ts';
import { SignalHearing } from './signal-hearing.ts';

/** Which family to run on: the one that this belongs to, or has this root instance. */
export type Member = RootQuestion | { root: string };

/** What a run on a family gives back: what it changed, and what the caller wants to know of it. */
export interface Outcome<T> {
  changes: Changes;
  result: T;
}

/**
 * Runs `work` on the family that `member` belongs to, and answers its result once the changes are committed, together with
 * all that hears a signal it throws. A throw leaves the family as it was before; a definition that was not in memory is
 * loaded, and the work done again.
 * @param missing what to throw when there is no such family
 * @throws CommitFailed when the batch could not be written: nothing happened, the call may be repeated
 */
export async function onFamily<T>(
  engine: EngineContext,
  member: Member,
  missing: () => EngineError,
  work: (environment: RunEnvironment, family: Family) => Outcome<T>,
  userId: string | null = engine.userId,
): Promise<T> {
  const { families } = engine.store;
  return withDefinitions(engine, async (hearing) => {
    const rootId = 'root' in member ? member.root : await families.rootOf(member);
    if (rootId === undefined) throw missing();
    if (hearing.isEmpty) {
      const alone = await families.run(rootId, (family) => {
        const { changes, result } = work(environmentOf(engine, userId), family);
        return { changes, result, alongside: alongsideOf(engine) };
      });
      if (!alone) throw missing();
      return alone.result;
    }
    const { result } = await families.runOnAll(
      () => hearing.rootIds().add(rootId),
      (together) => {
        const family = together.get(rootId);
        if (!family) throw missing();
        const started: Family[] = [];
        const outcome = work(hearing.environment(userId, together, started), family);
        return { ...outcome, started, alongside: alongsideOf(engine) };
      },
    );
    return result;
  });
}

/**
 * Runs `start`, which begins a family of its own (or none after all), and answers its result once that is committed,
 * together with all that hears a signal it throws.
 */
export async function onNewFamily<T>(
  engine: EngineContext,
  start: (environment: RunEnvironment) => Outcome<T> & { family: Family | null },
  userId: string | null = engine.userId,
): Promise<T> {
  const { families, unitOfWork } = engine.store;
  return withDefinitions(engine, async (hearing) => {
    if (hearing.isEmpty) {
      const { family, changes, result } = start(environmentOf(engine, userId));
      if (family) await families.commit(family, changes, alongsideOf(engine));
      else await unitOfWork.add(changes, alongsideOf(engine));
      return result;
    }
    const { result } = await families.runOnAll(
      () => hearing.rootIds(),
      (together) => {
        const started: Family[] = [];
        const { family, ...outcome } = start(hearing.environment(userId, together, started));
        if (family) started.push(family);
        return { ...outcome, started, alongside: alongsideOf(engine) };
      },
    );
    return result;
  });
}

/** Calls `attempt` until every definition it meets, and everybody who hears a signal it throws, is in memory. */
export async function withDefinitions<T>(
  engine: EngineContext,
  attempt: (hearing: SignalHearing) => Promise<T>,
  hearing: SignalHearing = new SignalHearing(engine),
): Promise<T> {
  for (let loaded: string | undefined; ; ) {
    try {
      return await attempt(hearing);
    } catch (error) {
      if (error instanceof SignalReceiversNotLoaded && !hearing.has(error.signalName)) {
        await hearing.load(error.signalName);
      } else if (error instanceof DefinitionNotLoaded && error.definitionId !== loaded) {
        loaded = error.definitionId;
        await engine.definitions.load(loaded);
      } else throw error;
    }
  }
}
