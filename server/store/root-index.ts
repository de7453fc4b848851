import type { Changes } from '../engine/changes.ts';
import type { Family } from '../engine/state.ts';
import { questionId, type RootQuestion } from './root-finder.ts';

/** Which family an id belongs to, for everything in memory. Ids are unique across kinds, so one map serves all. */
export class RootIndex {
  readonly #rootIds = new Map<string, string>();

  find(question: RootQuestion): string | undefined {
    return this.#rootIds.get(questionId(question));
  }

  addFamily(family: Family): void {
    for (const rows of partsOf(family)) for (const id of rows.keys()) this.#rootIds.set(id, family.rootId);
  }

  removeFamily(family: Family): void {
    for (const rows of partsOf(family)) for (const id of rows.keys()) this.#rootIds.delete(id);
  }

  apply(changes: Changes): void {
    for (const rows of partsOf(changes)) {
      if (rows.size === 0) continue;
      for (const [id, row] of rows) {
        if (row === null) this.#rootIds.delete(id);
        else if (row.rootId !== '') this.#rootIds.set(id, row.rootId);
      }
    }
  }
}

type Part = Iterable<[string, { readonly rootId: string } | null]> & {
  readonly size: number;
  keys(): Iterable<string>;
};

function partsOf(from: Family | Changes): readonly Part[] {
  return [from.instances, from.externalTasks, from.userTasks, from.jobs, from.subscriptions, from.incidents];
}
