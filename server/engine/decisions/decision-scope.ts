import type { TypedValue } from '../expressions/typed-value.ts';
import type { ScriptSandbox } from '../scripts/script-sandbox.ts';
import type { Computed } from './compiled-decision.ts';
import { toFeel } from './feel/feel-value.ts';

export interface DecisionEnvironment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone that dates without one are local to; UTC when absent. */
  readonly zone?: string | undefined;
  /** What runs cells in JavaScript, and the names of all variables that these find. */
  readonly scripts?: ScriptSandbox | undefined;
  names?(): string[];
}

const MISSING = Symbol('missing');

/** What the cells of one evaluation see: variables, results of required decisions, and the input of their column. */
export class DecisionScope {
  readonly now: number;
  readonly zone: string;
  readonly scripts: ScriptSandbox | undefined;
  /** The input of the column whose cells are tested. */
  input: Computed | undefined;
  private readonly variables: (name: string) => TypedValue | undefined;
  private readonly environment: DecisionEnvironment;
  private readonly results = new Map<string, TypedValue>();
  private readonly feelValues = new Map<string, unknown>();

  constructor(variables: (name: string) => TypedValue | undefined, environment: DecisionEnvironment) {
    this.variables = variables;
    this.environment = environment;
    this.now = environment.now;
    this.scripts = environment.scripts;
    this.zone = environment.zone ?? 'UTC';
  }

  /** A variable; the result of a required decision hides a variable of its name. */
  typed(name: string): TypedValue | undefined {
    return this.results.get(name) ?? this.variables(name);
  }

  /** The names of all variables, where the caller can tell them. */
  names(): string[] {
    return [...this.results.keys(), ...(this.environment.names?.() ?? [])];
  }

  /** A variable as FEEL sees it; null when there is none. */
  feel(name: string): unknown {
    const known = this.feelValues.get(name) ?? MISSING;
    if (known !== MISSING) return known;
    const typed = this.typed(name);
    const value = typed === undefined ? null : toFeel(typed, this.zone);
    this.feelValues.set(name, value);
    return value;
  }

  /** Makes a required decision's result visible to the decisions after it. */
  addResult(name: string, value: TypedValue): void {
    this.results.set(name, value);
    this.feelValues.delete(name);
  }
}
