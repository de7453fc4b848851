import type { ModdleElement } from 'bpmn-moddle';
import type { TimeoutListener } from './graph.ts';
import { attribute, extensionsOf, type ModelReader } from './model-reader.ts';
import { readTimer } from './read-event.ts';
import { readListener } from './read-listeners.ts';

/** Timeout listeners of a user task by id. Of two with one id the later counts, as in the reference. */
export function readTimeoutListeners(reader: ModelReader, element: ModdleElement): Map<string, TimeoutListener> {
  const listeners = new Map<string, TimeoutListener>();
  for (const listener of extensionsOf(element, 'camunda:TaskListener')) {
    if (attribute(listener, 'event') !== 'timeout') continue;
    const id = attribute(listener, 'id');
    const definition = ((listener['eventDefinitions'] ?? []) as ModdleElement[])[0];
    const mandatory = (what: string) =>
      reader.refuse(element, 'timeout listener', `'${what}' is mandatory on taskListener of type 'timeout'`);
    if (id === null) mandatory('id');
    if (!definition) mandatory('timerEventDefinition');
    const event = definition ? readTimer(reader, element, definition) : null;
    const run = readListener(reader, element, 'timeout', listener);
    if (id !== null && listeners.has(id))
      reader.warn(element, 'timeout listener', `two timeout listeners have the id '${id}'; only the last one is told`);
    if (id !== null && event && run) listeners.set(id, { event, run });
  }
  return listeners;
}
