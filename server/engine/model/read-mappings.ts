import type { ModdleElement } from 'bpmn-moddle';
import { compileExpression } from '../expressions/compile-expression.ts';
import type { Mapping, MappingValue } from './graph.ts';
import { extensionsOf, type ModelReader, typeOf } from './model-reader.ts';
import { readScript, scriptTextOf } from './read-script.ts';

/** Reads `camunda:inputOutput` of an activity or event. */
export function readMappings(reader: ModelReader, element: ModdleElement): { inputs: Mapping[]; outputs: Mapping[] } {
  const inputs: Mapping[] = [];
  const outputs: Mapping[] = [];
  for (const io of extensionsOf(element, 'camunda:InputOutput')) {
    for (const parameter of (io['inputParameters'] ?? []) as ModdleElement[]) add(inputs, 'inputParameter', parameter);
    for (const parameter of (io['outputParameters'] ?? []) as ModdleElement[])
      add(outputs, 'outputParameter', parameter);
  }
  return { inputs, outputs };

  function add(to: Mapping[], property: string, parameter: ModdleElement): void {
    const name = parameter['name'] as unknown;
    if (typeof name !== 'string' || name === '') {
      reader.refuse(element, property, `Missing attribute 'name' in ${property}`);
      return;
    }
    const value = parameter['definition']
      ? readValue(parameter['definition'] as ModdleElement, `${property} ${name}`)
      : readText(parameter['value'], `${property} ${name}`);
    if (value) to.push({ name, value });
  }

  function readText(text: unknown, property: string): MappingValue | null {
    if (typeof text !== 'string' || text.trim() === '') return { kind: 'null' };
    const expression = reader.expression(element, property, text.trim());
    return expression && { kind: 'expression', expression };
  }

  function readValue(definition: ModdleElement, property: string): MappingValue | null {
    const type = typeOf(definition);
    if (type === 'list') {
      const items = ((definition['items'] ?? []) as ModdleElement[]).map((item) => readItem(item, property));
      return { kind: 'list', items: items.filter((item) => item !== null) };
    }
    if (type === 'map') {
      const entries: [string, MappingValue][] = [];
      for (const entry of (definition['entries'] ?? []) as ModdleElement[]) {
        const value = entry['definition']
          ? readValue(entry['definition'] as ModdleElement, property)
          : readText(entry['value'], property);
        if (value) entries.push([String(entry['key'] ?? ''), value]);
      }
      return { kind: 'map', entries };
    }
    if (type === 'script') {
      const expression = readScript(reader, element, property, scriptTextOf(definition));
      return expression && { kind: 'expression', expression };
    }
    reader.refuse(
      element,
      property,
      `a ${type} as parameter is not supported; use an expression, a script, a list or a map`,
    );
    return null;
  }

  function readItem(item: ModdleElement, property: string): MappingValue | null {
    if (typeOf(item) !== 'value') return readValue(item, property);
    const text = item['value'] as unknown;
    if (typeof text !== 'string') return { kind: 'expression', expression: compileExpression('') };
    return readText(text, property);
  }
}
