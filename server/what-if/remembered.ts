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
const MOST = 30_000;

/**
 * What replaying the unchanged flow gave for petitions that are over. Their record changes no more, nor do the versions they ran by, so
 * the next run need not replay them again.
 */
export class Remembered {
  readonly #known = new Map<string, Known>();
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
      this.#known.clear();
      break;
    }
    this.#definitions = there;
  }

  find(rootId: string): Known | undefined {
    return this.#known.get(rootId);
  }

  /** Takes in what a run found of a petition. */
  keep({ rootId, businessKey, processKey, reproduced, before, uses, askings }: ComparedFar): void {
    if (!reproduced || before.endedAt === null || this.#known.size >= MOST) return;
    this.#known.set(rootId, {
      rootId,
      businessKey,
      processKey,
      figures: before,
      uses: this.#same(uses),
      askings: askings.map((asking) => this.#alike(asking)),
    });
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
