import type { ScriptSandbox } from '../engine/engine.ts';
import type { ScriptEnd, ScriptInput } from '../engine/scripts/script-sandbox.ts';

/** The sandbox for one run, which may run only so many scripts: one turn, in which all others wait, must end. */
export class ScriptsOfRun implements ScriptSandbox {
  readonly #sandbox: ScriptSandbox;
  readonly #limit: number;
  #ran = 0;

  constructor(sandbox: ScriptSandbox, limit: number) {
    this.#sandbox = sandbox;
    this.#limit = limit;
  }

  run(input: ScriptInput): ScriptEnd {
    this.#ran += 1;
    if (this.#ran <= this.#limit) return this.#sandbox.run(input);
    const reason = `stopped after ${this.#limit} scripts without a wait state: a loop must contain a wait state or an asynchronous continuation`;
    return { kind: 'failed', reason };
  }

  fault(source: string): string | null {
    return this.#sandbox.fault(source);
  }
}
