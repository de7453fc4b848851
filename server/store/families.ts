import type { Changes } from '../engine/changes.ts';
import type { Family } from '../engine/state.ts';
import type { Alongside } from './change-rows.ts';
import type { FamilyReader } from './family-reader.ts';
import type { LargeValues } from './large-values.ts';
import type { RootFinder, RootQuestion } from './root-finder.ts';
import { RootIndex } from './root-index.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What may stay in memory: about 170 MB. A family that is not there is read in a tenth of a millisecond. */
const MAX_WEIGHT = 200_000;
/** A family weighs this much by itself, and 1 for each of its nodes and rows: some 0.8 KB each. */
const FAMILY_WEIGHT = 4;

export interface FamilyParts {
  unitOfWork: UnitOfWork;
  reader: FamilyReader;
  rootFinder: RootFinder;
  large: LargeValues;
  /** Families with uncommitted changes are kept beyond it. */
  maxWeight?: number;
}

interface Cached {
  family: Family;
  weight: number;
}

interface Load {
  /** The family was dropped meanwhile, so what is being read may be old. */
  overtaken: boolean;
  family: Promise<Family | undefined>;
}

/**
 * The families in memory. One that is here is newer than or equal to the database; commands run on it one after the other.
 * What is least recently used goes first, but never a family whose changes are not committed.
 */
export class Families {
  readonly #unitOfWork: UnitOfWork;
  readonly #reader: FamilyReader;
  readonly #rootFinder: RootFinder;
  readonly #large: LargeValues;
  readonly #maxWeight: number;
  /** Oldest use first. */
  readonly #cached = new Map<string, Cached>();
  readonly #loading = new Map<string, Load>();
  readonly #index = new RootIndex();
  /** Families that a command gathers before it runs, with how many commands do: they stay in memory until then. */
  readonly #gathered = new Map<string, number>();
  #weight = 0;

  constructor({ unitOfWork, reader, rootFinder, large, maxWeight = MAX_WEIGHT }: FamilyParts) {
    this.#unitOfWork = unitOfWork;
    this.#reader = reader;
    this.#rootFinder = rootFinder;
    this.#large = large;
    this.#maxWeight = maxWeight;
    unitOfWork.onInvalid((rootIds) => {
      for (const rootId of rootIds) this.discard(rootId);
    });
  }

  /** How much is in memory: nodes, rows and families. */
  get weight(): number {
    return this.#weight;
  }

  /** How many families are in memory. */
  get size(): number {
    return this.#cached.size;
  }

  /**
   * Loads the family, calls `work` on it and resolves when the changes are durable. `work` runs to its end in one turn;
   * when it throws, the family is dropped as it may be half changed, and the error goes to the caller.
   * Undefined when there is no such running family.
   * @throws CommitFailed, and whatever `work` throws.
   */
  async run<Result extends { changes: Changes; alongside?: Alongside }>(
    rootId: string,
    work: (family: Family) => Result,
  ): Promise<Result | undefined> {
    // Asked again after waiting: between the answer of `load` and this turn, the family may have been dropped.
    let family = this.peek(rootId);
    while (!family) {
      if (!(await this.load(rootId))) return undefined;
      family = this.peek(rootId);
    }
    if (family.instances.size === 0) return undefined;
    let result: Result;
    try {
      result = work(family);
    } catch (error) {
      this.discard(rootId);
      throw error;
    }
    await this.commitTogether([family], result.changes, result.alongside);
    return result;
  }

  /**
   * Like `run`, on several families in one turn and one commit. They stay in memory until all are there.
   * @param wanted root ids, asked for again after each wait; those whose families have ended are left out
   * @param work may also answer families that it started
   * @throws CommitFailed, and whatever `work` throws
   */
  async runOnAll<Result extends { changes: Changes; alongside?: Alongside; started?: readonly Family[] }>(
    wanted: () => ReadonlySet<string>,
    work: (families: ReadonlyMap<string, Family>) => Result,
  ): Promise<Result> {
    const gathered = new Set<string>();
    try {
      const families = await this.#gather(wanted, gathered);
      let result: Result;
      try {
        result = work(families);
      } catch (error) {
        for (const rootId of families.keys()) this.discard(rootId);
        throw error;
      }
      const { changes, alongside, started = [] } = result;
      await this.commitTogether([...families.values(), ...started], changes, alongside);
      return result;
    } finally {
      for (const rootId of gathered) this.#release(rootId);
    }
  }

  /** The families whose changes are not all committed, as they are in memory. */
  *uncommitted(): Generator<Family> {
    for (const rootId of this.#unitOfWork.pendingRoots()) {
      const family = this.#cached.get(rootId)?.family;
      if (family) yield family;
    }
  }

  /** Takes a family that a run has just started or changed, with those changes. Call it in the same turn as the run. */
  commit(family: Family, changes: Changes, alongside?: Alongside): Promise<void> {
    return this.commitTogether([family], changes, alongside);
  }

  /** The family if it is in memory. */
  peek(rootId: string): Family | undefined {
    const cached = this.#cached.get(rootId);
    if (!cached) return undefined;
    this.#cached.delete(rootId);
    this.#cached.set(rootId, cached);
    return cached.family;
  }

  /**
   * The family from memory, else from the database; undefined when it has ended or never was. Use what it answers in the
   * same turn, or ask again: it may be dropped while you wait for something else. `run` takes care of that.
   */
  async load(rootId: string): Promise<Family | undefined> {
    const family = this.peek(rootId);
    if (family) return family.instances.size > 0 ? family : undefined;
    const running = this.#loading.get(rootId);
    if (running) return running.family;
    const load: Load = { overtaken: false, family: Promise.resolve(undefined) };
    this.#loading.set(rootId, load);
    load.family = this.#loadFresh(rootId, load).finally(() => this.#loading.delete(rootId));
    return load.family;
  }

  /** The root instance to which this id belongs, or undefined. */
  async rootOf(question: RootQuestion): Promise<string | undefined> {
    return this.#index.find(question) ?? (await this.#rootFinder.find(question));
  }

  /** Drops a family; the next load waits for its open changes and reads the database. */
  discard(rootId: string): void {
    this.#drop(rootId);
    const load = this.#loading.get(rootId);
    if (load) load.overtaken = true;
  }

  /** Takes families that runs have just started or changed, all in one commit. Call it in the same turn as the runs. */
  async commitTogether(families: readonly Family[], changes: Changes, alongside?: Alongside): Promise<void> {
    for (const family of families) this.#put(family);
    this.#index.apply(changes);
    try {
      const committed = this.#unitOfWork.add(changes, alongside);
      this.#evict();
      await committed;
    } catch (error) {
      for (const { rootId } of families) this.discard(rootId);
      throw error;
    }
    for (const { rootId, instances } of families)
      if (instances.size === 0 && !this.#unitOfWork.isPending(rootId)) this.#drop(rootId);
  }

  /** Brings all wanted families into memory at the same time. Use what it answers in the same turn. */
  async #gather(wanted: () => ReadonlySet<string>, gathered: Set<string>): Promise<Map<string, Family>> {
    const ended = new Set<string>();
    for (;;) {
      const families = new Map<string, Family>();
      const missing: string[] = [];
      const rootIds = wanted();
      for (const rootId of rootIds) {
        const family = this.peek(rootId);
        if (family === undefined) {
          if (!ended.has(rootId)) missing.push(rootId);
        } else if (family.instances.size > 0) families.set(rootId, family);
      }
      if (missing.length === 0) return families;
      for (const rootId of rootIds) this.#keep(rootId, gathered);
      await Promise.all(missing.map(async (rootId) => (await this.load(rootId)) ?? ended.add(rootId)));
    }
  }

  #keep(rootId: string, gathered: Set<string>): void {
    if (gathered.has(rootId)) return;
    gathered.add(rootId);
    this.#gathered.set(rootId, (this.#gathered.get(rootId) ?? 0) + 1);
  }

  #release(rootId: string): void {
    const count = this.#gathered.get(rootId)! - 1;
    if (count > 0) this.#gathered.set(rootId, count);
    else this.#gathered.delete(rootId);
  }

  async #loadFresh(rootId: string, load: Load): Promise<Family | undefined> {
    let family: Family | undefined;
    do {
      load.overtaken = false;
      await this.#unitOfWork.settled(rootId);
      family = await this.#reader.read(rootId);
    } while (load.overtaken);
    const newer = this.peek(rootId);
    if (newer) return newer.instances.size > 0 ? newer : undefined;
    if (!family) return undefined;
    this.#put(family);
    this.#index.addFamily(family);
    this.#evict();
    return family;
  }

  #put(family: Family): void {
    const { rootId } = family;
    const known = this.#cached.get(rootId);
    if (known && known.family !== family) this.#drop(rootId);
    else if (known) this.#weight -= known.weight;
    const weight = weightOf(family);
    this.#cached.delete(rootId);
    this.#cached.set(rootId, { family, weight });
    this.#weight += weight;
  }

  #evict(): void {
    if (this.#weight <= this.#maxWeight) return;
    for (const rootId of this.#cached.keys()) {
      if (this.#unitOfWork.isPending(rootId) || this.#gathered.has(rootId)) continue;
      this.#drop(rootId);
      if (this.#weight <= this.#maxWeight) return;
    }
  }

  #drop(rootId: string): void {
    const cached = this.#cached.get(rootId);
    if (!cached) return;
    this.#cached.delete(rootId);
    this.#weight -= cached.weight;
    this.#index.removeFamily(cached.family);
    this.#large.forget(rootId);
  }
}

function weightOf({ instances, externalTasks, userTasks, jobs, subscriptions, incidents }: Family): number {
  let weight = FAMILY_WEIGHT;
  for (const instance of instances.values()) weight += Object.keys(instance.nodes).length;
  for (const rows of [externalTasks, userTasks, jobs, subscriptions, incidents]) weight += rows.size;
  return weight;
}
