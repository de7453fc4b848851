import type { Asking } from './askings.ts';
import type { KnownWay } from './compare.ts';
import type { ComparedFar } from './replay-thread.ts';
import type { Uses } from './uses.ts';

/** A petition that is over and that the unchanged flow reproduced. */
export interface Known extends KnownWay {
  rootId: string;
  businessKey: string | null;
  processKey: string;
}

/** Petitions remembered at most; each takes some two kilobytes, as most of what tables are asked was asked by others too. */
export const MOST_REMEMBERED = 30_000;
/** Bytes of closed records kept at most: of some fourteen thousand petitions. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * What replaying the unchanged flow gave for petitions that are over. Their record changes no more, nor do the versions they ran by, so
 * the next run need not replay them again.
 */
export class Remembered {
  readonly #known = new Map<string, Known>();
  /** Their records, closed up, of those that were looked back at. */
  readonly #rows = new Map<string, Uint8Array>();
  #bytes = 0;
  /** Many petitions met the same models. */
  readonly #uses = new Map<string, Uses>();
  /** Many were asked the same. */
  readonly #askings = new Map<Asking, Asking>();
  #definitions: ReadonlySet<string> = new Set();

  /** What is known still, when these are the definitions there are: one that was deleted takes all knowledge with it. */
  begin(definitionIds: readonly string[]): void {
    const there = new Set(definitionIds);
    for (const id of this.#definitions) {
      if (there.has(id)) continue;
      this.retain([]);
      break;
    }
    this.#definitions = there;
  }

  find(rootId: string): Known | undefined {
    return this.#known.get(rootId);
  }

  /** The record of a petition, when it is kept. */
  rowsOf(rootId: string): Uint8Array | undefined {
    return this.#rows.get(rootId);
  }

  /** Whether the record of a petition that is known should be kept as well. */
  wantsRows(rootId: string): boolean {
    return this.#known.has(rootId) && !this.#rows.has(rootId) && this.#bytes < MOST_BYTES;
  }

  /** Forgets all but these: what history has lost is not remembered here either. */
  retain(rootIds: Iterable<string>): void {
    const there = new Set(rootIds);
    for (const rootId of this.#known.keys()) if (!there.has(rootId)) this.#forget(rootId);
  }

  #forget(rootId: string): void {
    this.#known.delete(rootId);
    this.#bytes -= this.#rows.get(rootId)?.byteLength ?? 0;
    this.#rows.delete(rootId);
  }

  /** Takes in what a run found of a petition, and its record if it was closed up. */
  keep(
    { rootId, businessKey, processKey, reproduced, before, uses, askings }: ComparedFar,
    closed: Uint8Array | null,
  ): void {
    const isFull = this.#known.size >= MOST_REMEMBERED && !this.#known.has(rootId);
    if (!reproduced || before.endedAt === null || isFull) return;
    this.#known.set(rootId, {
      rootId,
      businessKey,
      processKey,
      figures: before,
      uses: this.#same(uses),
      askings: askings.map((asking) => this.#alike(asking)),
    });
    if (!closed || !this.wantsRows(rootId)) return;
    this.#rows.set(rootId, closed);
    this.#bytes += closed.byteLength;
  }

  #alike(asking: Asking): Asking {
    const known = this.#askings.get(asking) ?? asking;
    this.#askings.set(asking, known);
    return known;
  }

  #same(uses: Uses): Uses {
    const key = uses.join();
    const known = this.#uses.get(key) ?? uses;
    this.#uses.set(key, known);
    return known;
  }
}

/** What a run finds of a petition that no changed model touches. */
export const untouched = ({ rootId, businessKey, processKey, figures, uses, askings }: Known): ComparedFar => ({
  rootId,
  businessKey,
  processKey,
  reproduced: true,
  isOther: false,
  isMoved: false,
  drawn: 0,
  problem: null,
  before: figures,
  after: figures,
  uses,
  askings,
  paths: null,
});
