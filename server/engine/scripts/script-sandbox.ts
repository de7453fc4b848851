/** How a script ended. Values are the text of one encoded value (see `script-value.ts`). */
export type ScriptEnd =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'bpmnError'; readonly code: string; readonly message: string | null }
  /** It threw, or was stopped at a limit. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What one run of a script is given. */
export interface ScriptInput {
  readonly source: string;
  /** What `new Date()` reads, in epoch milliseconds. */
  readonly now: number;
  /** Where `Math.random()` begins, so that a run can be repeated. */
  readonly seed: number;
  /** Variables that are there as globals; each is asked for when it is first read. */
  readonly names: readonly string[];
  /** Whether `execution` and `task` are there. */
  readonly objects: readonly string[];
  /** Answers one question of the script: texts in and out, nothing else passes. */
  ask(question: string): string;
}

/**
 * Runs JavaScript that a diagram brings along. It comes into a run with the `RunEnvironment`, as time does: the engine knows
 * neither how it is made nor what limits it has. Runs are synchronous and know nothing of each other.
 */
export interface ScriptSandbox {
  run(input: ScriptInput): ScriptEnd;
  /** Why the text is no JavaScript; null when it is. */
  fault(source: string): string | null;
}
