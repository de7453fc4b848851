import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import { attribute, extensionsOf, type ModelReader } from './model-reader.ts';

/**
 * Listeners of an element, by event. Only expressions can be run: Java classes and beans are refused, and so are scripts.
 * @param type `camunda:ExecutionListener` or `camunda:TaskListener`
 */
export function readListeners(
  reader: ModelReader,
  element: ModdleElement,
  type: string,
): Record<string, CompiledExpression[]> {
  const listeners: Record<string, CompiledExpression[]> = {};
  for (const listener of extensionsOf(element, type)) {
    const event = attribute(listener, 'event') ?? (type === 'camunda:ExecutionListener' ? 'take' : 'create');
    const expression = reader.expression(element, `${event} listener`, listener.get('expression'));
    if (expression) {
      listeners[event] = [...(listeners[event] ?? []), expression];
      continue;
    }
    if (attribute(listener, 'expression')) continue;
    const found = ['class', 'delegateExpression', 'script'].find((name) => listener.get(name)) ?? 'implementation';
    reader.refuse(
      element,
      `${event} listener`,
      `a listener with '${found}' is not supported; use an expression, or an external task in the flow`,
    );
  }
  return listeners;
}
