import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import { attribute, bodyOf, type ModelReader } from './model-reader.ts';
import { readScript } from './read-script.ts';

/** The condition of a flow or event: an expression, or a script when it names a language. */
export function readCondition(
  reader: ModelReader,
  element: ModdleElement,
  property: string,
  condition: ModdleElement,
): CompiledExpression | null {
  const language = attribute(condition, 'language');
  const source = bodyOf(condition);
  if (language === null) return reader.expression(element, property, source);
  return readScript(reader, element, property, {
    format: language,
    source,
    resource: attribute(condition, 'camunda:resource'),
  });
}
