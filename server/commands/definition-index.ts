import type { Binding } from '../engine/environment.ts';

/** What every deployed definition has in common. */
export interface Definition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly versionTag?: string | null;
  readonly deploymentId: string;
}

/** All deployed definitions of one kind, by id and by key. Small: no models, only their rows. */
export class DefinitionIndex<Row extends Definition> {
  readonly #byId = new Map<string, Row>();
  /** Versions of a key, oldest first. */
  readonly #byKey = new Map<string, Row[]>();

  get(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  latest(key: string): Row | undefined {
    return this.#byKey.get(key)?.at(-1);
  }

  /** The version a binding asks for; of several with one version tag, the newest. */
  find(key: string, binding: Binding): Row | undefined {
    const versions = this.#byKey.get(key) ?? [];
    switch (binding.kind) {
      case 'latest':
        return versions.at(-1);
      case 'deployment':
        return versions.findLast((row) => row.deploymentId === binding.deploymentId);
      case 'version':
        return versions.find((row) => row.version === binding.version);
      case 'versionTag':
        return versions.findLast((row) => row.versionTag === binding.versionTag);
    }
  }

  add(row: Row): void {
    this.#byId.set(row.id, row);
    const versions = [...(this.#byKey.get(row.key) ?? []), row].sort((a, b) => a.version - b.version);
    this.#byKey.set(row.key, versions);
  }

  remove(id: string): void {
    const row = this.#byId.get(id);
    if (!row) return;
    this.#byId.delete(id);
    const left = (this.#byKey.get(row.key) ?? []).filter((version) => version.id !== id);
    if (left.length > 0) this.#byKey.set(row.key, left);
    else this.#byKey.delete(row.key);
  }

  all(): IterableIterator<Row> {
    return this.#byId.values();
  }
}
