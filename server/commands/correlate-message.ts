import { EngineError, type StartedByEvent, type Variables } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Subscription } from '../engine/state.ts';
import { type CorrelationKey, subscriptionList } from '../store/runtime/subscription-list.ts';
import { deliverEvent } from './deliver-event.ts';
import type { EngineContext } from './engine-context.ts';
import { startEventsFor } from './start-events-for.ts';

export interface MessageRequest {
  messageName: string;
  businessKey?: string | null;
  processInstanceId?: string | null;
  /** Variables that must have exactly these values and types, seen from the process instance … */
  correlationKeys?: Variables;
  /** … and from the waiting scope itself. */
  localCorrelationKeys?: Variables;
  processVariables?: Variables;
  processVariablesLocal?: Variables;
  /** Every receiver, and none is fine too; else exactly one. */
  all?: boolean;
}

/** What a message reached: a waiting execution, or a start event. */
export type Correlation =
  | { kind: 'execution'; executionId: string; processInstanceId: string; variables: Record<string, TypedValue> }
  | ({ kind: 'definition' } & StartedByEvent);

const PREFIX = 'org.operaton.bpm.engine.MismatchingMessageCorrelationException: ';

/**
 * Correlates a message. An execution that waits for it is preferred to a start event of a latest version; with `all`
 * every match gets it. A message that names a process instance never starts another one.
 * @throws EngineError MismatchingMessageCorrelationException when nobody, or more than one, waits and `all` is not set
 */
export async function correlateMessage(engine: EngineContext, request: MessageRequest): Promise<Correlation[]> {
  const { messageName, all = false } = request;
  const waiting = await matching(engine, request);
  const startEvents = request.processInstanceId ? [] : await startEventsFor(engine, messageName, 'message');
  if (!all && waiting.length > 1) {
    throw mismatch(
      `ENGINE-13031 Cannot correlate a message with name '${messageName}' to a single execution. ${waiting.length} executions match the correlation keys: ${keysText(request)}`,
    );
  }
  if (!all && waiting.length === 0 && startEvents.length === 0) {
    throw mismatch(
      `${PREFIX}Cannot correlate message '${messageName}': No process definition or execution matches the parameters`,
    );
  }
  if (!all && waiting.length === 0 && startEvents.length > 1) {
    throw mismatch(
      `ENGINE-13031 Cannot correlate a message with name '${messageName}' to a single process definition. ${startEvents.length} process definitions match`,
    );
  }
  const { woken, begun } = await deliverEvent(
    engine,
    { waiting, starts: all || waiting.length === 0 ? startEvents : [] },
    {
      variables: request.processVariables ?? {},
      localVariables: request.processVariablesLocal ?? {},
      businessKey: request.businessKey ?? null,
    },
  );
  if (!all && waiting.length > woken.length)
    throw mismatch(`${PREFIX}Cannot correlate message '${messageName}': the execution went on meanwhile`);
  return [
    ...woken.map(({ subscription, variables }) => ({
      kind: 'execution' as const,
      executionId: subscription.nodeId,
      processInstanceId: subscription.instanceId,
      variables,
    })),
    ...begun.map((start) => ({ kind: 'definition' as const, ...start })),
  ];
}

/** The subscriptions of running, active instances that the request's conditions leave. */
async function matching(engine: EngineContext, request: MessageRequest): Promise<Subscription[]> {
  return subscriptionList.list(engine.store.reader, {
    eventType: 'message',
    eventName: request.messageName,
    waiting: true,
    active: true,
    ...(request.processInstanceId ? { processInstanceId: request.processInstanceId } : {}),
    ...(request.businessKey ? { businessKey: request.businessKey } : {}),
    correlationKeys: keysOf(request.correlationKeys),
    localCorrelationKeys: keysOf(request.localCorrelationKeys),
  });
}

function keysOf(variables: Variables = {}): CorrelationKey[] {
  return Object.entries(variables).map(([name, { type, value }]) => ({ name, type, value: scalarOf(value) }));
}

function scalarOf(value: unknown): CorrelationKey['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function mismatch(message: string): EngineError {
  return new EngineError('MismatchingMessageCorrelationException', message);
}

function keysText({ businessKey, correlationKeys = {} }: MessageRequest): string {
  const keys = Object.entries(correlationKeys).map(([name, { value }]) => `${name}=${String(value)}`);
  return `CorrelationSet [businessKey=${businessKey ?? 'null'}, correlationKeys={${keys.join(', ')}}]`;
}
