import type { CompiledDecision } from '../engine/decisions/compile-decisions.ts';
import { type DecisionResult, evaluateDecision } from '../engine/decisions/evaluate-decision.ts';
import type { ScriptSandbox } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Changed } from '../replay/known-definitions.ts';
import type { Evaluate } from '../replay/world.ts';

/**
 * What a table was asked in a replay and what it said, as JSON: thousands are asked the same. `said` is null where that
 * cannot be asked again: the table failed, or looks at the clock or at more than single variables.
 */
export type Asking = string;

interface Asked {
  key: string;
  heard: Record<string, TypedValue | null>;
  said: string | null;
}

/** Takes down what tables are asked while a replay runs. */
export class AskingKeeper {
  readonly #askings = new Set<Asking>();

  /** Evaluates as the engine does, and takes it down. */
  readonly evaluate: Evaluate = (decision, variables, environment) => {
    const asked: Asked = { key: decision.key, heard: {}, said: null };
    let wantsAll = !isTimeless(decision);
    try {
      const result = evaluateDecision(
        decision,
        (name) => {
          const value = variables(name);
          if (isPlain(value?.value)) asked.heard[name] = value ? typedOf(value) : null;
          else wantsAll = true;
          return value;
        },
        {
          ...environment,
          names() {
            wantsAll = true;
            return environment.names?.() ?? [];
          },
        },
      );
      if (!wantsAll) asked.said = said(result);
      return result;
    } finally {
      this.#askings.add(JSON.stringify(wantsAll ? { ...asked, heard: {} } : asked));
    }
  };

  /** What was asked, each once. */
  get askings(): Asking[] {
    return [...this.#askings];
  }
}

/** Whether changed tables say what the others said. Answers are kept: the same is asked again and again. */
export class SameAnswers {
  readonly #changed: Changed['decisions'];
  readonly #scripts: ScriptSandbox | undefined;
  readonly #known = new Map<Asking, boolean>();

  /** @param scripts without them, a cell that needs them counts as saying something else */
  constructor({ decisions }: Changed, scripts?: ScriptSandbox) {
    this.#changed = decisions;
    this.#scripts = scripts;
  }

  /** Whether to all of these the changed tables say the same: then a replay goes the same way. */
  toAll(askings: readonly Asking[]): boolean {
    return askings.every((asking) => this.#to(asking));
  }

  #to(asking: Asking): boolean {
    let same = this.#known.get(asking);
    if (same === undefined) {
      same = this.#ask(JSON.parse(asking));
      this.#known.set(asking, same);
    }
    return same;
  }

  #ask({ key, heard, said: before }: Asked): boolean {
    const decision = this.#changed.get(key);
    if (!decision) return true;
    if (before === null || !isTimeless(decision)) return false;
    const variables = (name: string): TypedValue | undefined => {
      if (!Object.hasOwn(heard, name)) throw new Error(`nobody knows what ${name} was`);
      return heard[name] ?? undefined;
    };
    const names = (): never => {
      throw new Error('nobody knows what there was beside');
    };
    try {
      return said(evaluateDecision(decision, variables, { now: 0, scripts: this.#scripts, names })) === before;
    } catch {
      return false;
    }
  }
}

/** A variable has an id and a date besides, which make it unlike all others. */
const typedOf = ({ type, value, info }: TypedValue): TypedValue => ({ type, value, ...(info && { info }) });

/** Whether JSON keeps it as it is. */
const isPlain = (value: unknown): boolean =>
  value === undefined || value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);

const said = ({ rows, untyped }: DecisionResult): string => JSON.stringify([rows, [...untyped]]);

/** A function that tells the time, in any of the languages of cells. */
const CLOCK = /\b(now|today|date|time|dateTime|Date)\b/;
const timeless = new WeakMap<CompiledDecision, boolean>();

/** Whether a table, and what it requires, says the same at all times. A word too many only costs a replay. */
function isTimeless(decision: CompiledDecision): boolean {
  let is = timeless.get(decision);
  if (is === undefined) {
    is = !textsOf(decision).some((text) => CLOCK.test(text)) && decision.required.every(isTimeless);
    timeless.set(decision, is);
  }
  return is;
}

function textsOf({ logic }: CompiledDecision): string[] {
  if (logic.kind === 'literal') return [logic.expression.text];
  const cells = logic.rules.flatMap(({ tests, values }) => [...tests, ...values]);
  return [...logic.inputs.map(({ expression }) => expression), ...cells.map((cell) => cell?.text ?? '')];
}
