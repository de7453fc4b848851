import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadResult } from '../load.ts';
import type { Audit } from './audit.ts';
import type { CleanedUp } from './clean-up.ts';
import type { Copied } from './copy-while-running.ts';
import type { TimersDrained } from './drain-timers.ts';

/** What was measured with so many instances waiting in the file. */
export interface ScaleRow {
  size: number;
  /** From the start of the process to its first answer: after an orderly end, and after a kill under load. */
  restartMs: number;
  killedMs: number;
  memoryMegabytes: number;
  fileMegabytes: number;
  result: LoadResult;
  questions?: Audit;
}

interface State {
  /** How many instances wait in the file, how many timers are due in it, how many ended instances are to be forgotten. */
  filled: number;
  timers: number;
  ended: number;
  rows: ScaleRow[];
  drained?: TimersDrained;
  cleaned?: CleanedUp;
  copied?: Copied;
}

/** What a folder holds and what was measured on it, kept beside the data, so that a run goes on where another one stopped. */
export class Measured {
  readonly #file: string;
  readonly #state: State;

  private constructor(file: string, state: State) {
    this.#file = file;
    this.#state = state;
  }

  static async open(folder: string): Promise<Measured> {
    const file = join(folder, 'measured.json');
    const text = await readFile(file, 'utf8').catch(() => '{"filled":0,"timers":0,"ended":0,"rows":[]}');
    return new Measured(file, JSON.parse(text));
  }

  get filled(): number {
    return this.#state.filled;
  }

  get timers(): number {
    return this.#state.timers;
  }

  get ended(): number {
    return this.#state.ended;
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  async note(more: Partial<State>): Promise<void> {
    Object.assign(this.#state, more);
    await writeFile(this.#file, JSON.stringify(this.#state));
  }

  /** Takes the place of what was measured before at this size. */
  async noteRow(row: ScaleRow): Promise<void> {
    const others = this.#state.rows.filter(({ size }) => size !== row.size);
    await this.note({ rows: [...others, row].sort((left, right) => left.size - right.size) });
  }
}
