import type { ScriptSandbox } from '../engine/engine.ts';
import type { ScriptEnd, ScriptInput } from '../engine/scripts/script-sandbox.ts';
import { processorMs } from '../processor-time.ts';

const MS_PER_INSTANCE = 1;

/** The sandbox for one run, whose scripts may take only so much time together: one turn, in which all others wait, must end. */
export class ScriptsOfRun implements ScriptSandbox {
  readonly #sandbox: ScriptSandbox;
  #limitMs: number;
  #tookMs = 0;

  /** @param limitMs processor time */
  constructor(sandbox: ScriptSandbox, limitMs: number) {
    this.#sandbox = sandbox;
    this.#limitMs = limitMs;
  }

  run(input: ScriptInput): ScriptEnd {
    if (this.#tookMs > this.#limitMs) {
      const reason = `stopped after ${this.#limitMs} ms of scripts without a wait state: a loop must contain a wait state or an asynchronous continuation`;
      return { kind: 'failed', reason };
    }
    const startedMs = processorMs();
    const end = this.#sandbox.run(input);
    this.#tookMs += processorMs() - startedMs;
    return end;
  }

  /** An instance of a multi-instance activity begins: how many there are is known beforehand, so each has time of its own. */
  instanceBegins(): void {
    this.#limitMs += MS_PER_INSTANCE;
  }

  fault(source: string): string | null {
    return this.#sandbox.fault(source);
  }
}
