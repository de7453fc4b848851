import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import { attribute, extensionsOf, type ModelReader } from './model-reader.ts';
import { readScript, scriptTextOf } from './read-script.ts';

/** What a listener may be told of, by the kind of thing it listens to. */
export const LISTENER_EVENTS = {
  element: ['start', 'end'],
  flow: ['take'],
  task: ['create', 'assignment', 'update', 'complete', 'delete', 'timeout'],
} as const;

/**
 * Listeners of an element, by event, in the order they are written. Expressions and scripts can be run: Java classes
 * and beans are refused. `timeout` listeners are read by `readTimeoutListeners`.
 */
export function readListeners(
  reader: ModelReader,
  element: ModdleElement,
  on: keyof typeof LISTENER_EVENTS,
): Record<string, CompiledExpression[]> {
  const listeners: Record<string, CompiledExpression[]> = {};
  const events: readonly string[] = LISTENER_EVENTS[on];
  for (const listener of extensionsOf(element, on === 'task' ? 'camunda:TaskListener' : 'camunda:ExecutionListener')) {
    const event = on === 'flow' ? 'take' : attribute(listener, 'event');
    if (event === null || !events.includes(event)) {
      reader.refuse(
        element,
        'listener',
        `Attribute 'event' must be one of {${events.join('|')}}, not '${event ?? ''}'`,
      );
      continue;
    }
    if (event === 'timeout') continue;
    const run = readListener(reader, element, event, listener);
    if (run) listeners[event] = [...(listeners[event] ?? []), run];
  }
  return listeners;
}

/** What one listener does; null after noting why it cannot be run. */
export function readListener(
  reader: ModelReader,
  element: ModdleElement,
  event: string,
  listener: ModdleElement,
): CompiledExpression | null {
  const property = `${event} listener`;
  const script = listener['script'] as ModdleElement | undefined;
  if (script) return readScript(reader, element, property, scriptTextOf(script));
  if (attribute(listener, 'expression')) return reader.expression(element, property, listener.get('expression'));
  const found = ['class', 'delegateExpression'].find((name) => listener.get(name));
  reader.refuse(
    element,
    property,
    found
      ? `a listener with '${found}' is not supported; use an expression or a script, or an external task in the flow`
      : "one of 'expression' and 'script' is mandatory on a listener",
  );
  return null;
}
