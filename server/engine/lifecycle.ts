import { behaviorOfToken } from './behaviors/behaviors.ts';
import { cancel, cancelInside, dropEventScopes, dropWaits } from './cancel.ts';
import { compensated, compensateScope, rememberForCompensation } from './compensation.ts';
import { check, conditionsAt } from './conditions.ts';
import { retriesOf } from './event-definitions/retry-cycle.ts';
import { writeOutputs } from './mappings.ts';
import type { Flow } from './model/graph.ts';
import { open } from './opening.ts';
import { chooseFlows } from './outgoing.ts';
import { place } from './placing.ts';
import { recordActivity, touch } from './record.ts';
import type { Run } from './run.ts';
import { broadcast, hear } from './signals.ts';
import type { Step } from './steps.ts';
import { throwError, throwEscalation } from './throwing.ts';
import type { Token } from './token.ts';
import { addNode, hasTokens, isAlive, newNode, removeNode } from './tree.ts';
import { addJob, stopListening } from './waits.ts';

/**
 * Every move a node can make, in one place:
 *
 *     enter ─► [asyncBefore ─job─►] begin ─► (waits) ─► leave ─► [asyncAfter ─job─►] depart ─► enter …
 *                                     └────────── cancel, terminate, throwError ──────────┘
 *
 * @returns the steps that follow; none when the token now waits
 */
export function carryOut(run: Run, step: Step): readonly Step[] {
  switch (step.do) {
    case 'enter':
      return enter(run, step);
    case 'arrive':
      return isAlive(step.token.instance, step.token.node) ? arrive(run, step.token, step.triggered === true) : [];
    case 'execute':
      return isAlive(step.token.instance, step.token.node) ? behaviorOfToken(step.token).enter(run, step.token) : [];
    case 'begin':
      return isAlive(step.token.instance, step.token.node) ? begin(run, step.token, step.triggered === true) : [];
    case 'leave':
      return isAlive(step.token.instance, step.token.node) ? leave(run, step) : [];
    case 'depart':
      return isAlive(step.token.instance, step.token.node) ? depart(run, step.token, step.flows) : [];
    case 'childEnded': {
      const { scope } = step;
      if (!isAlive(scope.instance, scope.node)) return [];
      if (!scope.node.body && hasTokens(scope.instance, scope.node.id)) return [];
      // A completed scope that is being undone: it is done again when its handlers are.
      if (scope.node.compensates && scope.element.behavior === 'sub-process' && !scope.element.isForCompensation) {
        return compensated(run, scope);
      }
      return behaviorOfToken(scope).childEnded?.(run, scope, step.instance) ?? [];
    }
    case 'throwError':
      return isAlive(step.token.instance, step.token.node) ? throwError(run, step.token, step.code, step.message) : [];
    case 'escalate':
      return isAlive(step.token.instance, step.token.node) ? throwEscalation(run, step.token, step.code) : [];
    case 'broadcast':
      return broadcast(run, step.name, step.variables, step.businessKey);
    case 'hear':
      return hear(run, step.subscription, step.variables);
    case 'check':
      return check(run, step.subscription);
    case 'compensateScope':
      return isAlive(step.token.instance, step.token.node) ? compensateScope(run, step.token, step.handler) : [];
    case 'compensated':
      return isAlive(step.token.instance, step.token.node)
        ? (behaviorOfToken(step.token).compensated?.(run, step.token) ?? [])
        : [];
    case 'terminate':
      return isAlive(step.token.instance, step.token.node) ? terminate(run, step.token) : [];
    case 'resume':
      return isAlive(step.token.instance, step.token.node)
        ? (behaviorOfToken(step.token).resume?.(run, step.token, step.called) ?? [])
        : [];
    case 'cancel':
      if (!isAlive(step.token.instance, step.token.node)) return [];
      cancel(run, step.token);
      return [];
  }
}

function enter(run: Run, step: Extract<Step, { do: 'enter' }>): readonly Step[] {
  if (!isAlive(step.scope.instance, step.scope.node)) return [];
  return arrive(run, place(run, step.scope, step.element, step.flow), step.triggered === true);
}

function arrive(run: Run, token: Token, triggered: boolean): readonly Step[] {
  const { node, element } = token;
  if (!element.asyncBefore) return begin(run, token, triggered);
  node.phase = 'asyncBefore';
  addJob(run, token, 'async-before', element, {
    exclusive: element.asyncBefore.exclusive,
    priority: jobPriority(run, token),
    retries: firstRetries(run, token),
    outer: true,
  });
  return [];
}

function begin(run: Run, token: Token, triggered: boolean): readonly Step[] {
  if (token.element.loop && !token.node.body) run.instanceBegins();
  open(run, token);
  if (triggered) return [{ do: 'leave', token }];
  const checks = conditionsAt(token);
  return checks.length > 0 ? [...checks, { do: 'execute', token }] : behaviorOfToken(token).enter(run, token);
}

function leave(run: Run, { token, flows, waited, uncaught }: Extract<Step, { do: 'leave' }>): readonly Step[] {
  const { node, element } = token;
  const inner = element.loop !== null && !node.body;
  const mark = inner ? element.loop!.asyncAfter : element.asyncAfter;
  const isLast = !inner && !node.compensates && (flows ?? element.outgoing).length === 0;
  // What ends its path waits before it ends, everything else after: so does the reference.
  if (mark && isLast && !waited) return waitAfter(run, token, []);
  if (uncaught || waited) dropWaits(run, token);
  if (!node.body) {
    run.endTold.add(node);
    run.listen(token, element.endListeners, 'end');
    writeOutputs(run, token, element.outputs);
  }
  if (!uncaught) rememberForCompensation(run, token);
  stopListening(run, token);
  // Nothing follows an instance inside a multi-instance body.
  const endsPath = inner || (node.body === undefined && element.outgoing.length === 0);
  recordActivity(run, token, { canceled: false }, endsPath);
  if (node.externalTaskId !== undefined) delete node.externalTaskId;
  if (node.userTaskId !== undefined) delete node.userTaskId;
  if (!mark || waited) return depart(run, token, flows);
  if (inner || node.compensates) return waitAfter(run, token, null);
  const chosen = flows ?? chooseFlows(run, token);
  run.variables.scopeEnded(token.instance, node);
  delete node.variables;
  return waitAfter(run, token, chosen);
}

/** One job for each flow that is to be taken; `null`: which flows is not asked, an empty list: none is taken. */
function waitAfter(run: Run, token: Token, flows: readonly Flow[] | null): readonly Step[] {
  const { node, element, instance } = token;
  const waiting = [node];
  for (const flow of flows?.slice(1) ?? []) {
    const twin = newNode(run.newId(), element, node.parent, run.now);
    if (node.body) twin.body = true;
    twin.activityInstanceId = node.activityInstanceId;
    twin.flow = flow.id;
    addNode(instance, twin);
    waiting.push(twin);
  }
  if (flows) node.flow = flows[0]?.id ?? '';
  for (const one of waiting) {
    one.phase = 'asyncAfter';
    addJob(run, { ...token, node: one }, 'async-after', element, {
      exclusive: ((element.loop && !node.body ? element.loop.asyncAfter : element.asyncAfter) ?? { exclusive: true })
        .exclusive,
      priority: jobPriority(run, token),
      retries: firstRetries(run, token),
      outer: element.loop === null || node.body === true,
    });
  }
  return [];
}

function depart(run: Run, token: Token, flows: readonly Flow[] | undefined): readonly Step[] {
  const { node, element, instance } = token;
  const scope = run.parentOf(token);
  if (!scope) return [];
  touch(run, instance);
  if (node.compensates) return compensated(run, token);
  if (element.loop && !node.body) {
    node.phase = 'completed';
    return [{ do: 'childEnded', scope, instance: node }];
  }
  const chosen = flows ?? chooseFlows(run, token);
  // The activity is over: only the scope around it catches what is thrown now.
  node.phase = 'asyncAfter';
  for (const flow of chosen) run.listen(token, flow.takeListeners, 'take');
  dropEventScopes(run, token);
  run.variables.scopeEnded(instance, node);
  removeNode(instance, node);
  if (chosen.length === 0) return [{ do: 'childEnded', scope }];
  const placed = chosen.map((flow) => place(run, scope, flow.target, flow));
  return placed.map((next) => ({ do: 'arrive', token: next }) as const);
}

/** A terminate end event: everything else in its scope is cancelled, then the scope completes. */
function terminate(run: Run, token: Token): readonly Step[] {
  const scope = run.parentOf(token);
  if (!scope) return [];
  recordActivity(run, token, { canceled: false }, true);
  removeNode(token.instance, token.node);
  cancelInside(run, scope);
  return [{ do: 'childEnded', scope }];
}

function jobPriority(run: Run, token: Token): number {
  const expression = token.element.jobPriority ?? token.definition.graph.jobPriority;
  const value = expression ? Number(run.text(token, expression)) : 0;
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}

/** Tries a new job has: what its retry cycle says, else three. */
function firstRetries(run: Run, token: Token): number {
  const cycle = token.element.retryCycle ? run.text(token, token.element.retryCycle) : null;
  return retriesOf(cycle);
}
