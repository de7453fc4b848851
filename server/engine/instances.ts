import { uncaught } from './bpmn-error.ts';
import { dropEventScopes, forgetInstance } from './cancel.ts';
import { conditionsAt } from './conditions.ts';
import { EngineError } from './engine-error.ts';
import type { DeployedProcess } from './environment.ts';
import { arm } from './event-scope.ts';
import type { TypedValue } from './expressions/typed-value.ts';
import type { Element } from './model/graph.ts';
import { place } from './placing.ts';
import { recordInstance, touch } from './record.ts';
import type { Run } from './run.ts';
import type { Family, Instance } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { addNode, newNode, rootNode } from './tree.ts';
import { stopListening } from './waits.ts';

/** What a new process instance is made of. */
export interface NewInstance {
  id: string;
  family: Family;
  definition: DeployedProcess;
  businessKey: string | null;
  variables: Record<string, TypedValue>;
  /** Variables of the start event's own scope (`processVariablesLocal` of a message). */
  startElement: Element | null;
  caller: Token | null;
  startUserId: string | null;
  restartedInstanceId: string | null;
}

/** Longest business key, in characters. */
const MAX_BUSINESS_KEY = 255;

/**
 * Adds a process instance to the run's family.
 * @returns the instance and the steps that start it
 * @throws EngineError when the definition is suspended or has no start event to begin at
 */
export function openInstance(
  run: Run,
  details: NewInstance,
): { instance: Instance; root: Token; steps: readonly Step[] } {
  const { definition, caller } = details;
  if (definition.suspended) {
    throw new EngineError(
      'RestException',
      `Cannot instantiate process definition ${definition.id} : ENGINE-03043 Process definition with id '${definition.id}' is suspended.`,
    );
  }
  if (details.businessKey !== null && details.businessKey.length > MAX_BUSINESS_KEY) {
    throw new EngineError(
      'BadUserRequestException',
      `businessKey: ${details.businessKey.length} characters, at most ${MAX_BUSINESS_KEY} are allowed`,
    );
  }
  const { root } = definition.graph;
  const start = details.startElement;
  const instance: Instance = {
    id: details.id,
    rootId: details.family.rootId,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: details.businessKey,
    superInstanceId: caller?.instance.id ?? null,
    superNodeId: caller?.node.id ?? null,
    suspended: false,
    startedAt: run.now,
    startUserId: details.startUserId,
    startActivityId: start?.id ?? null,
    restartedInstanceId: details.restartedInstanceId,
    sequence: 0,
    // Without a shape of its own: each node's id would become one.
    nodes: Object.create(null),
  };
  const node = newNode(instance.id, root, null, run.now);
  node.activityInstanceId = instance.id;
  node.phase = 'active';
  details.family.instances.set(instance.id, instance);
  addNode(instance, node);
  touch(run, instance);
  recordInstance(run, instance, 'ACTIVE', null);
  const token: Token = { family: details.family, instance, node, element: root, definition };
  const { initiator } = definition.graph;
  if (initiator !== null) {
    const userId = run.environment.userId;
    run.variables.setLocal(instance, node, initiator, { type: userId === null ? 'Null' : 'String', value: userId });
  }
  const how = { initial: !caller };
  for (const [name, value] of Object.entries(details.variables))
    run.variables.setLocal(instance, node, name, value, how);
  arm(run, token);
  uncaught(() => run.listen(token, root.startListeners, 'start'));
  if (!start) return { instance, root: token, steps: [] };
  // Placed before conditions are looked at: an interrupting event sub-process then takes this token away.
  const first = place(run, token, start, null);
  return { instance, root: token, steps: [...conditionsAt(token), { do: 'arrive', token: first, triggered: true }] };
}

/** The last token of an instance is gone: it is over, and its caller goes on. */
export function endInstance(run: Run, root: Token): readonly Step[] {
  const { instance, family } = root;
  uncaught(() => run.listen(root, root.element.endListeners, 'end'));
  stopListening(run, root);
  dropEventScopes(run, root);
  forgetInstance(run, instance);
  const timeToLiveDays = root.definition.historyTimeToLiveDays ?? null;
  recordInstance(run, instance, 'COMPLETED', { reason: null, activityId: null, timeToLiveDays });
  const caller = instance.superInstanceId ? family.instances.get(instance.superInstanceId) : undefined;
  const call = caller?.nodes[instance.superNodeId ?? ''];
  return caller && call ? [{ do: 'resume', token: run.token(caller, call), called: instance }] : [];
}

/** The root token of an instance. */
export function rootToken(run: Run, instance: Instance): Token {
  return run.token(instance, rootNode(instance));
}
