import type { BehaviorName, Element } from '../model/graph.ts';
import type { Place } from '../model/place.ts';

/**
 * How an activity behaves, in the words by which the reference tells kinds apart: only activities of one kind may be
 * mapped to one another.
 */
export function kindOf({ element, body }: Place): string {
  if (body) return `${element.loop!.sequential ? 'Sequential' : 'Parallel'}MultiInstanceActivityBehavior`;
  const isConditional = element.event?.kind === 'conditional';
  if (element.type === 'boundaryEvent') return `Boundary${isConditional ? 'Conditional' : ''}EventActivityBehavior`;
  if (isEventSubProcessStart(element))
    return `EventSubProcessStart${isConditional ? 'Conditional' : ''}EventActivityBehavior`;
  if (element.type === 'startEvent') return 'NoneStartEventActivityBehavior';
  if (element.type === 'intermediateCatchEvent') {
    if (isConditional) return 'IntermediateConditionalEventBehavior';
    return `IntermediateCatch${element.event?.kind === 'link' ? 'Link' : ''}EventActivityBehavior`;
  }
  if (element.type === 'scriptTask') return 'ScriptTaskActivityBehavior';
  if (element.type === 'manualTask') return 'ManualTaskActivityBehavior';
  if (element.behavior === 'none-event' && element.type !== 'endEvent')
    return 'IntermediateThrowNoneEventActivityBehavior';
  return KINDS[element.behavior];
}

/** Whether an element is the event that starts an event sub-process. */
export function isEventSubProcessStart(element: Element): boolean {
  return element.type === 'startEvent' && element.scope?.behavior === 'event-sub-process';
}

const KINDS: Readonly<Record<BehaviorName, string>> = {
  process: 'Process',
  'sub-process': 'SubProcessActivityBehavior',
  'event-sub-process': 'EventSubProcessActivityBehavior',
  'call-activity': 'CallActivityBehavior',
  'none-event': 'NoneEndEventActivityBehavior',
  'catch-event': 'IntermediateCatchEventActivityBehavior',
  'escalation-throw': 'ThrowEscalationEventActivityBehavior',
  'signal-throw': 'ThrowSignalEventActivityBehavior',
  'error-end': 'ErrorEndEventActivityBehavior',
  'terminate-end': 'TerminateEndEventActivityBehavior',
  'compensation-throw': 'CompensationEventActivityBehavior',
  'cancel-end': 'CancelEndEventActivityBehavior',
  'external-task': 'ExternalTaskActivityBehavior',
  'expression-task': 'ServiceTaskExpressionActivityBehavior',
  'user-task': 'UserTaskActivityBehavior',
  'business-rule-task': 'DmnBusinessRuleTaskActivityBehavior',
  'pass-through-task': 'TaskActivityBehavior',
  'receive-task': 'ReceiveTaskActivityBehavior',
  'exclusive-gateway': 'ExclusiveGatewayActivityBehavior',
  'parallel-gateway': 'ParallelGatewayActivityBehavior',
  'inclusive-gateway': 'InclusiveGatewayActivityBehavior',
  'event-based-gateway': 'EventBasedGatewayActivityBehavior',
};

/** Behaviours whose instances may be on their way when an instance is migrated. */
const MIGRATABLE: ReadonlySet<BehaviorName> = new Set([
  'sub-process',
  'event-sub-process',
  'call-activity',
  'catch-event',
  'external-task',
  'user-task',
  'receive-task',
  'parallel-gateway',
  'inclusive-gateway',
  'event-based-gateway',
]);

/** Whether an instance that stands at the place can be migrated. */
export function isMigratable({ element, body }: Place): boolean {
  if (body || element.type === 'boundaryEvent' || isEventSubProcessStart(element)) return true;
  return MIGRATABLE.has(element.behavior);
}

/** Whether the element waits for an event that the database knows: a timer, message, signal or condition. */
export function waitsForEvent({ element, body }: Place): boolean {
  if (body) return false;
  const waits =
    element.type === 'boundaryEvent' ||
    element.type === 'intermediateCatchEvent' ||
    element.type === 'receiveTask' ||
    isEventSubProcessStart(element);
  return waits && ['timer', 'message', 'signal', 'conditional'].includes(element.event?.kind ?? '');
}
