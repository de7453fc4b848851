import type { ProcessGraph } from '../model/graph.ts';
import { idOf, type Place, placeOf } from '../model/place.ts';
import type { MigrationInstruction } from './plan.ts';

/** An instruction between two places that exist. */
export interface Mapped {
  readonly instruction: MigrationInstruction;
  readonly source: Place;
  readonly target: Place;
}

/** The instructions of a plan by the places that they name, in two diagrams. */
export class Mapping {
  readonly source: ProcessGraph;
  readonly target: ProcessGraph;
  #bySource = new Map<string, Mapped[]>();
  #byTarget = new Map<string, Mapped[]>();

  constructor(source: ProcessGraph, target: ProcessGraph, instructions: readonly MigrationInstruction[] = []) {
    this.source = source;
    this.target = target;
    for (const instruction of instructions) {
      const mapped = this.resolve(instruction);
      if (mapped) this.add(mapped);
    }
  }

  /** The places of an instruction; null when the diagrams have not both of them. */
  resolve(instruction: MigrationInstruction): Mapped | null {
    const source = placeOf(this.source, instruction.source);
    const target = placeOf(this.target, instruction.target);
    return source && target ? { instruction, source, target } : null;
  }

  add(mapped: Mapped): void {
    put(this.#bySource, idOf(mapped.source), mapped);
    put(this.#byTarget, idOf(mapped.target), mapped);
  }

  /** Keeps only what `holds`; each is asked while all are still there. */
  keep(holds: (mapped: Mapped) => boolean): void {
    const kept = this.all().filter(holds);
    this.#bySource = new Map();
    this.#byTarget = new Map();
    for (const mapped of kept) this.add(mapped);
  }

  all(): Mapped[] {
    return [...this.#bySource.values()].flat();
  }

  from(place: Place): readonly Mapped[] {
    return this.#bySource.get(idOf(place)) ?? [];
  }

  to(place: Place): readonly Mapped[] {
    return this.#byTarget.get(idOf(place)) ?? [];
  }

  /** Where what stands at `place` goes; the process itself goes to the process. */
  targetOf(place: Place): Place | null {
    if (place.element === this.source.root) return { element: this.target.root, body: false };
    return this.from(place)[0]?.target ?? null;
  }
}

function put(index: Map<string, Mapped[]>, id: string, mapped: Mapped): void {
  const list = index.get(id);
  if (list) list.push(mapped);
  else index.set(id, [mapped]);
}
