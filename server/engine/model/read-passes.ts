import type { ModdleElement } from 'bpmn-moddle';
import type { VariablePass } from './graph.ts';
import { attribute, type ModelReader } from './model-reader.ts';

/** Reads `camunda:in` or `camunda:out` lines that pass variables. */
export function readPasses(
  reader: ModelReader,
  element: ModdleElement,
  lines: readonly ModdleElement[],
  property: string,
): VariablePass[] {
  const result: VariablePass[] = [];
  for (const line of lines) {
    const local = line['local'] === true;
    const target = attribute(line, 'target');
    const source = attribute(line, 'source');
    const expression = reader.expression(element, property, line['sourceExpression'] ?? undefined);
    if (attribute(line, 'variables') === 'all') result.push({ kind: 'all', local });
    else if (!target) reader.refuse(element, property, "Missing attribute 'target' or 'variables'");
    else if (source) result.push({ kind: 'variable', source, target, local });
    else if (expression) result.push({ kind: 'expression', source: expression, target, local });
    else reader.refuse(element, property, "Missing parameter 'source' or 'sourceExpression' when passing variables");
  }
  return result;
}
