import { type RunEnvironment, type SignalReceivers, SignalReceiversNotLoaded } from '../engine/engine.ts';
import type { Family } from '../engine/state.ts';
import { subscriptionList } from '../store/runtime/subscription-list.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';
import { startEventsFor } from './start-events-for.ts';

interface Heard {
  rootIds: ReadonlySet<string>;
  starts: readonly { definitionId: string; elementId: string }[];
}

/**
 * Who hears the signals that one command throws. A run that throws a signal is stopped the first time, who may hear it is
 * looked up, and the run is done again on all those families together: thrown and heard is one commit.
 */
export class SignalHearing {
  readonly #engine: EngineContext;
  /** By the signal's name; made when there is one, as most commands throw none. */
  #heard: Map<string, Heard> | undefined;

  constructor(engine: EngineContext) {
    this.#engine = engine;
  }

  /** Whether any signal is known to be thrown. */
  get isEmpty(): boolean {
    return this.#heard === undefined;
  }

  has(name: string): boolean {
    return this.#heard?.has(name) ?? false;
  }

  /** Looks up who hears a signal of this name. */
  async load(name: string): Promise<void> {
    // Asked first: what is committed while the database answers may be in neither.
    const uncommitted = this.#uncommitted(new Set([name]));
    const filter = { eventType: 'signal' as const, eventName: name, waiting: true };
    const rows = await subscriptionList.list(this.#engine.store.reader, filter);
    const starts = await startEventsFor(this.#engine, name, 'signal');
    this.#heard ??= new Map();
    this.#heard.set(name, { rootIds: new Set([...uncommitted, ...rows.map(({ rootId }) => rootId)]), starts });
  }

  /** Root ids of all families that may hear one of the signals now. */
  rootIds(): Set<string> {
    const all = this.#uncommitted(new Set(this.#heard?.keys()));
    for (const { rootIds } of this.#heard?.values() ?? []) for (const rootId of rootIds) all.add(rootId);
    return all;
  }

  /**
   * The environment of a run that may touch `families`.
   * @param started takes the families that a signal starts
   */
  environment(userId: string | null, families: ReadonlyMap<string, Family>, started: Family[]): RunEnvironment {
    return environmentOf(this.#engine, userId, (name) => this.#receivers(name, families, started));
  }

  #receivers(name: string, families: ReadonlyMap<string, Family>, started: Family[]): SignalReceivers {
    const starts = this.#heard?.get(name)?.starts;
    if (!starts) throw new SignalReceiversNotLoaded(name);
    return {
      families: [...families.values()],
      starts: starts.map(({ definitionId, elementId }) => ({
        definition: this.#engine.definitions.process(definitionId),
        elementId,
      })),
      started: (family) => started.push(family),
    };
  }

  /** Families with a subscription to one of the names that may not be in the database yet. */
  #uncommitted(names: ReadonlySet<string>): Set<string> {
    const rootIds = new Set<string>();
    for (const family of this.#engine.store.families.uncommitted()) {
      for (const { kind, name } of family.subscriptions.values()) {
        if (kind === 'signal' && name !== null && names.has(name)) rootIds.add(family.rootId);
      }
    }
    return rootIds;
  }
}
