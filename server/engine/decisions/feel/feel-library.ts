import { evaluate, FeelFunction } from 'feelin';

/** FEEL as Camunda writes it: with names in backticks. */
export const DIALECT = 'camunda';

/** Calls after which a compiled function is made anew, since the library keeps each of its warnings as long as it lives. */
const CALLS_PER_COMPILATION = 500;

/**
 * A FEEL expression with named parameters, compiled by the library: the way out for what is not compiled here.
 * @param text an expression known to parse
 * @param parameters the names it reads; names with spaces are fine
 */
export function libraryFunction(text: string, parameters: readonly string[]): (args: unknown[]) => unknown {
  const source = `function(${parameters.join(', ')}) ${text}`;
  let compiled: FeelFunction | undefined;
  let calls = 0;
  return (args) => {
    if (compiled === undefined || calls >= CALLS_PER_COMPILATION) {
      const { value } = evaluate(source, {}, DIALECT);
      if (!(value instanceof FeelFunction)) throw new Error(`FEEL cannot evaluate '${text}'`);
      compiled = value;
      calls = 0;
    }
    calls++;
    return compiled.invoke(args);
  };
}

/** Whether the library has a function of this name. */
export function isLibraryFunction(name: string): boolean {
  return evaluate(name, {}, DIALECT).warnings.length === 0;
}

/** The value of a constant: a text, `date("2026-01-01")`, `@"P1D"`. */
export function constantValue(text: string): unknown {
  return evaluate(text, {}, DIALECT).value;
}
