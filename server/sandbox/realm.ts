import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { ScriptEnd, ScriptInput } from '../engine/scripts/script-sandbox.ts';
import { processorMs } from '../processor-time.ts';
import { PRELUDE } from './prelude.ts';

/** What one script may use. */
export interface Limits {
  /** Processor time of one run. */
  readonly timeMs: number;
  /** Memory of the realm, with all that the script holds. */
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** Characters of what a script answers, and of each question it asks. */
  readonly textLength: number;
}

/** A runtime of its own with frozen built-ins, in which scripts run one after another. */
export class Realm {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #run: QuickJSHandle;
  readonly #clear: QuickJSHandle;
  readonly #limits: Limits;
  #ask: (question: string) => string = () => '{}';
  #endsAtMs = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(quickJs: QuickJSWASMModule, limits: Limits) {
    this.#limits = limits;
    this.#runtime = quickJs.newRuntime({ memoryLimitBytes: limits.memoryBytes, maxStackSizeBytes: limits.stackBytes });
    this.#runtime.setInterruptHandler(() => {
      this.#stopped ||= processorMs() > this.#endsAtMs;
      return this.#stopped;
    });
    const context = this.#runtime.newContext();
    this.#context = context;
    const made = context
      .newFunction('host', (question) => context.newString(this.#answer(context.getString(question))))
      .consume((host) =>
        context
          .unwrapResult(context.evalCode(PRELUDE, 'prelude'))
          .consume((prelude) => context.unwrapResult(context.callFunction(prelude, context.undefined, host))),
      );
    this.#run = context.getProp(made, 'run');
    this.#clear = context.getProp(made, 'clear');
    made.dispose();
  }

  /** Runs one script. `clean` says whether the realm is as it was before, so that it may be used again. */
  run({ ask, ...input }: ScriptInput): { end: ScriptEnd; clean: boolean } {
    this.#ask = ask;
    this.#stopped = false;
    this.#endsAtMs = processorMs() + this.#limits.timeMs;
    const result = this.#call(this.#run, JSON.stringify(input));
    this.#endsAtMs = Number.POSITIVE_INFINITY;
    this.#ask = () => '{}';
    if (this.#stopped) {
      return { end: { kind: 'failed', reason: `stopped after ${this.#limits.timeMs} ms` }, clean: false };
    }
    if (result === undefined) return { end: { kind: 'failed', reason: 'out of memory' }, clean: false };
    if (result.length > this.#limits.textLength)
      return { end: { kind: 'failed', reason: this.#tooLong(result) }, clean: false };
    const [kind, first, second] = JSON.parse(result) as [ScriptEnd['kind'], unknown, unknown];
    const clean = !this.#runtime.hasPendingJob() && this.#call(this.#clear) === 'true';
    if (kind === 'value') return { end: { kind, value: JSON.stringify(first) }, clean };
    if (kind === 'bpmnError') {
      return { end: { kind, code: String(first), message: second === null ? null : String(second) }, clean };
    }
    // A script that meets a limit may have been cut off in the middle of anything.
    const reason = `${String(first)}${placeIn(String(second))}`;
    return { end: { kind, reason }, clean: clean && !String(first).startsWith('InternalError') };
  }

  /** Why a text is no JavaScript; null when it is. */
  fault(source: string): string | null {
    const result = this.#context.evalCode(`let eval; ${source}`, 'script', { type: 'global', compileOnly: true });
    if (result.error === undefined) {
      result.value.dispose();
      return null;
    }
    const error: unknown = this.#context.dump(result.error);
    result.error.dispose();
    const { name = 'SyntaxError', message = '', stack = '' } = error as Partial<Error>;
    return `${name}: ${message}${placeIn(stack)}`;
  }

  dispose(): void {
    this.#run.dispose();
    this.#clear.dispose();
    this.#context.dispose();
    this.#runtime.dispose();
  }

  #answer(question: string): string {
    if (question.length > this.#limits.textLength) return JSON.stringify({ error: this.#tooLong(question) });
    return this.#ask(question);
  }

  #tooLong(text: string): string {
    return `a value of ${text.length} characters is too large: a script may hand over ${this.#limits.textLength}`;
  }

  /** Calls one of the prelude's functions; undefined when it could not even answer. */
  #call(target: QuickJSHandle, argument?: string): string | undefined {
    const context = this.#context;
    const args = argument === undefined ? [] : [context.newString(argument)];
    const result = context.callFunction(target, context.undefined, ...args);
    for (const arg of args) arg.dispose();
    if (result.error !== undefined) {
      result.error.dispose();
      return undefined;
    }
    const text =
      context.typeof(result.value) === 'string' ? context.getString(result.value) : String(context.dump(result.value));
    result.value.dispose();
    return text;
  }
}

/** ` at line 2` of the script, read from the first place in a stack that lies in it. */
function placeIn(stack: string): string {
  const line = /(?:<input>|<evalScript>|script):(\d+)/.exec(stack)?.[1];
  return line === undefined ? '' : ` at line ${line}`;
}
