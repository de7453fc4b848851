import type { Node, Variable } from '../engine/state.ts';
import type { NewId } from '../ids.ts';

/** Texts of more characters than this are kept once, outside documents and rows. */
export const LARGE_TEXT_LENGTH = 65_536;

/** Stands in a document for a value that is kept elsewhere. */
interface LargeReference {
  largeValueId: string;
}

/** Answers the place of a large text, after making sure it is written. */
export type KeepLarge = (text: string) => string;

/** Whether this value is kept outside the document or row it belongs to. */
export function isLarge(value: unknown): value is string {
  return typeof value === 'string' && value.length > LARGE_TEXT_LENGTH;
}

/**
 * Remembers, family by family, which large texts are already in the database, so that a document that is written a
 * hundred times writes its ten megabytes once.
 */
export class LargeValues {
  readonly #newId: NewId;
  readonly #idsByRoot = new Map<string, Map<string, string>>();

  constructor(newId: NewId) {
    this.#newId = newId;
  }

  /** The place of `text`, and whether it still has to be written there. */
  place(rootId: string, text: string): { id: string; isNew: boolean } {
    let ids = this.#idsByRoot.get(rootId);
    if (!ids) {
      ids = new Map();
      this.#idsByRoot.set(rootId, ids);
    }
    const known = ids.get(text);
    if (known !== undefined) return { id: known, isNew: false };
    const id = this.#newId();
    ids.set(text, id);
    return { id, isNew: true };
  }

  /** Told when a family is read: these texts are in the database. */
  remember(rootId: string, id: string, text: string): void {
    const ids = this.#idsByRoot.get(rootId);
    if (ids) ids.set(text, id);
    else this.#idsByRoot.set(rootId, new Map([[text, id]]));
  }

  /** Told when a family leaves memory, or when what was said of it may not be true. */
  forget(rootId: string): void {
    this.#idsByRoot.delete(rootId);
  }
}

/** The nodes as they go into the document: the same object when nothing in it is large, else a copy with references. */
export function withReferences(nodes: Record<string, Node>, keep: KeepLarge): Record<string, Node> {
  let copy: Record<string, Node> | undefined;
  for (const id in nodes) {
    const { variables } = nodes[id]!;
    if (!variables || !hasLarge(variables)) continue;
    copy ??= { ...nodes };
    copy[id] = { ...nodes[id]!, variables: referVariables(variables, keep) };
  }
  return copy ?? nodes;
}

function hasLarge(variables: Record<string, Variable>): boolean {
  for (const name in variables) if (isLarge(variables[name]!.value)) return true;
  return false;
}

function referVariables(variables: Record<string, Variable>, keep: KeepLarge): Record<string, Variable> {
  const entries = Object.entries(variables).map(([name, variable]): [string, Variable] => {
    if (!isLarge(variable.value)) return [name, variable];
    const reference: LargeReference = { largeValueId: keep(variable.value) };
    return [name, { ...variable, value: reference }];
  });
  // fromEntries sets own properties, whatever they are called: a variable may be named `__proto__`.
  return Object.fromEntries(entries);
}

/** Puts the texts back into nodes just read. `textOf` answers a large text by its place. */
export function resolveReferences(nodes: Record<string, Node>, textOf: (id: string) => string): void {
  for (const id in nodes) {
    for (const variable of Object.values(nodes[id]!.variables ?? {})) {
      if (isReference(variable.value)) variable.value = textOf(variable.value.largeValueId);
    }
  }
}

/** A value in a document is a scalar by its type; an object there can only be a reference. */
function isReference(value: unknown): value is LargeReference {
  return (
    typeof value === 'object' && value !== null && 'largeValueId' in value && typeof value.largeValueId === 'string'
  );
}
