import type { TypedValue } from './expressions/typed-value.ts';
import type { VariablePass } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Instance, Node } from './state.ts';
import type { Token } from './token.ts';
import { rootNode } from './tree.ts';
import { visibleVariables } from './variables.ts';

/** What `camunda:in` lines pass from the call activity to the called instance. Nothing is passed that no line names. */
export function passInputs(run: Run, call: Token): Record<string, TypedValue> {
  return collectPassed(run, call, call.element.call?.ins ?? []);
}

/** What `lines` pick from the scope of `from`, by target name. */
export function collectPassed(run: Run, from: Token, lines: readonly VariablePass[]): Record<string, TypedValue> {
  const passed: Record<string, TypedValue> = {};
  for (const line of lines) collect(run, from, line, passed);
  return passed;
}

/** What `camunda:out` lines pass from the called instance back: to the call activity's scope when local, else outwards. */
export function passOutputs(run: Run, call: Token, called: Instance): void {
  const source = run.token(called, rootNode(called));
  for (const line of call.element.call?.outs ?? []) {
    const passed: Record<string, TypedValue> = {};
    collect(run, source, { ...line, local: false }, passed);
    for (const [name, value] of Object.entries(passed)) write(run, call, call.node, name, value, line.local);
  }
}

function write(run: Run, call: Token, node: Node, name: string, value: TypedValue, local: boolean): void {
  if (local) run.variables.setLocal(call.instance, node, name, value);
  else run.variables.set(call.instance, node, name, value);
}

function collect(run: Run, from: Token, line: VariablePass, to: Record<string, TypedValue>): void {
  switch (line.kind) {
    case 'all': {
      const all = line.local ? { ...from.node.variables } : visibleVariables(from.instance, from.node);
      for (const name of Object.keys(all)) to[name] = bare(all[name]!);
      return;
    }
    case 'variable': {
      const value = line.local
        ? from.node.variables?.[line.source]
        : run.variables.get(from.instance, from.node, line.source);
      to[line.target] = value ? bare(value) : { type: 'Null', value: null };
      return;
    }
    case 'expression':
      to[line.target] = run.evaluate(from, line.source);
  }
}

const bare = ({ type, value, info }: TypedValue): TypedValue => (info ? { type, value, info } : { type, value });
