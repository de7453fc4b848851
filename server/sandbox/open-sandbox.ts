import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { ScriptEnd, ScriptInput, ScriptSandbox } from '../engine/scripts/script-sandbox.ts';
import { type Limits, Realm } from './realm.ts';

const LIMITS: Limits = { timeMs: 500, memoryBytes: 64 * 1024 * 1024, stackBytes: 256 * 1024, textLength: 10_000_000 };

/** Scripts that run in one realm before it is made anew, so that nothing can add up. */
const RUNS_OF_A_REALM = 10_000;

/** Loads the interpreter, once, and answers a sandbox for scripts. */
export async function openSandbox(limits: Partial<Limits> = {}): Promise<ScriptSandbox> {
  return new QuickJsSandbox(await newQuickJSWASMModuleFromVariant(import('@jitl/quickjs-wasmfile-release-sync')), {
    ...LIMITS,
    ...limits,
  });
}

/** Keeps one realm warm; a script that leaves anything behind costs a new one. */
class QuickJsSandbox implements ScriptSandbox {
  readonly #quickJs: QuickJSWASMModule;
  readonly #limits: Limits;
  #realm: Realm | null = null;
  #runs = 0;

  constructor(quickJs: QuickJSWASMModule, limits: Limits) {
    this.#quickJs = quickJs;
    this.#limits = limits;
  }

  run(input: ScriptInput): ScriptEnd {
    const realm = this.#warm();
    let clean = false;
    try {
      const ran = realm.run(input);
      clean = ran.clean;
      return ran.end;
    } finally {
      this.#runs += 1;
      if (!clean || this.#runs >= RUNS_OF_A_REALM) this.#drop(realm);
    }
  }

  fault(source: string): string | null {
    return this.#warm().fault(source);
  }

  #warm(): Realm {
    this.#realm ??= new Realm(this.#quickJs, this.#limits);
    return this.#realm;
  }

  #drop(realm: Realm): void {
    this.#realm = null;
    this.#runs = 0;
    realm.dispose();
  }
}
