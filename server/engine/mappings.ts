import { type TypedValue, toPlain } from './expressions/typed-value.ts';
import type { Mapping, MappingValue } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Token } from './token.ts';

/** Input parameters: local variables of the activity, set before its behaviour begins. */
export function readInputs(run: Run, token: Token, inputs: readonly Mapping[]): void {
  if (run.skipMappings) return;
  for (const input of inputs)
    run.variables.setLocal(token.instance, token.node, input.name, evaluateMapping(run, token, input.value));
}

/** Output parameters: evaluated in the activity's scope, written from the scope around it outwards. */
export function writeOutputs(run: Run, token: Token, outputs: readonly Mapping[]): void {
  if (run.skipMappings) return;
  const parent = token.node.parent ? token.instance.nodes[token.node.parent] : undefined;
  for (const output of outputs) {
    run.variables.set(token.instance, parent ?? token.node, output.name, evaluateMapping(run, token, output.value));
  }
}

function evaluateMapping(run: Run, token: Token, value: MappingValue): TypedValue {
  switch (value.kind) {
    case 'null':
      return { type: 'Null', value: null };
    case 'expression':
      return run.evaluate(token, value.expression);
    default:
      return {
        type: 'Object',
        value: JSON.stringify(plain(run, token, value)),
        info: {
          objectTypeName: value.kind === 'list' ? 'java.util.ArrayList' : 'java.util.TreeMap',
          serializationDataFormat: 'application/json',
        },
      };
  }
}

function plain(run: Run, token: Token, value: MappingValue): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'expression':
      return toPlain(run.evaluate(token, value.expression));
    case 'list':
      return value.items.map((item) => plain(run, token, item));
    case 'map':
      return Object.fromEntries(value.entries.map(([key, item]) => [key, plain(run, token, item)]));
  }
}
