import type { Refuse } from './check-model.ts';
import type { Element } from './graph.ts';

/** Where processes and sub-processes begin. */
export function checkScope(scope: Element, refuse: Refuse): void {
  if (!['process', 'sub-process', 'event-sub-process'].includes(scope.behavior)) return;
  const starts = scope.children.filter((child) => child.type === 'startEvent');
  const none = starts.filter((start) => !start.event);
  checkLinks(scope, refuse);
  if (scope.behavior === 'event-sub-process') {
    if (starts.length !== 1) refuse(scope, null, 'an event sub-process must have exactly one start event');
    if (scope.incoming.length + scope.outgoing.length > 0) {
      refuse(scope, null, 'Invalid incoming or outgoing sequence flow of event subprocess');
    }
    if (starts[0]?.event?.kind === 'compensation' && scope.scope?.behavior === 'process') {
      refuse(scope, null, 'a compensation event sub-process is only allowed inside an embedded sub-process');
    }
    return;
  }
  const plain = starts.filter((start) => !start.event || start.event.kind === 'timer');
  if (plain.length > 1) {
    refuse(scope, null, 'multiple none start events or timer start events not supported on process definition');
  }
  if (scope.behavior === 'process') {
    if (starts.length === 0) refuse(scope, null, 'no start event defined in process');
    return;
  }
  for (const start of starts) {
    if (start.event) refuse(start, 'eventDefinitions', 'only none start events are allowed in a sub-process');
  }
  if (none.length === 0) refuse(scope, null, `No start event found for sub process ${scope.id}`);
}

function checkLinks(scope: Element, refuse: Refuse): void {
  const names = new Set<string>();
  for (const child of scope.children) {
    if (child.type !== 'intermediateCatchEvent' || child.event?.kind !== 'link') continue;
    if (names.has(child.event.name)) {
      refuse(
        child,
        'linkEventDefinition',
        `Multiple Intermediate Catch Events with the same link event name ('${child.event.name}') are not allowed.`,
      );
    }
    names.add(child.event.name);
  }
}
