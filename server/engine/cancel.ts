import { uncaught } from './bpmn-error.ts';
import type { HistoricState } from './changes.ts';
import { writeOutputs } from './mappings.ts';
import { recordActivity, recordInstance, touch } from './record.ts';
import type { Run } from './run.ts';
import type { Instance, Node } from './state.ts';
import { tellTaskListeners } from './task-listeners.ts';
import type { Token } from './token.ts';
import { childrenOf, removeNode, rootNode } from './tree.ts';
import { closeIncidents, removeExternalTask, removeUserTask, stopListening } from './waits.ts';

/** Cancels a token with everything below it; called instances end in the state `calledEnd`. */
export function cancel(run: Run, token: Token, calledEnd: HistoricState = 'INTERNALLY_TERMINATED'): void {
  cancelInside(run, token, calledEnd);
  dropEventScopes(run, token);
  const { element, node } = token;
  // Ended from outside, a task is deleted before its activity ends; else after.
  if (calledEnd !== 'INTERNALLY_TERMINATED') dropTask(run, token);
  tellEnd(run, token);
  // Outputs are mapped even of what is cancelled, as the reference does unless it is told otherwise.
  if (node.phase === 'active' && !node.body) writeOutputs(run, token, element.outputs);
  dropWaits(run, token, calledEnd);
  if (token.node.phase === 'active' || token.node.phase === 'joining') recordActivity(run, token, { canceled: true });
  run.variables.scopeEnded(token.instance, token.node);
  removeNode(token.instance, token.node);
  touch(run, token.instance);
}

/** Cancels all that is inside a scope; the scope itself stays, and so does what it completed and may still undo. */
export function cancelInside(run: Run, scope: Token, calledEnd: HistoricState = 'INTERNALLY_TERMINATED'): void {
  for (const child of inside(scope)) {
    if (child.phase !== 'eventScope') cancel(run, run.token(scope.instance, child), calledEnd);
  }
}

/** What stands in a scope. Most tokens stand at what is none, and the instance need not be searched. */
function inside({ instance, node, element }: Token): readonly Node[] {
  return node.body || element.children.length > 0 ? childrenOf(instance, node.id) : [];
}

/** Forgets what a scope has completed: nothing of it can be undone any more. */
export function dropEventScopes(run: Run, scope: Token): void {
  for (const child of inside(scope)) {
    const token = run.token(scope.instance, child);
    dropEventScopes(run, token);
    stopListening(run, token);
    run.variables.scopeEnded(scope.instance, child);
    removeNode(scope.instance, child);
  }
}

/** Ends an instance before its end: everything in it is cancelled, and history says how it ended. */
export function cancelInstance(run: Run, instance: Instance, state: HistoricState, reason: string | null): void {
  const root = run.token(instance, rootNode(instance));
  cancelInside(run, root, state);
  dropEventScopes(run, root);
  tellEnd(run, root);
  dropWaits(run, root, state);
  forgetInstance(run, instance);
  const timeToLiveDays = root.definition.historyTimeToLiveDays ?? null;
  recordInstance(run, instance, state, { reason, activityId: null, timeToLiveDays });
}

/** End listeners are told of a cancellation too. Nothing catches what they throw. */
function tellEnd(run: Run, token: Token): void {
  const { element, node } = token;
  if ((node.phase !== 'active' && node.phase !== 'joining') || node.body || run.endTold.has(node)) return;
  run.endTold.add(node);
  uncaught(() => run.listen(token, element.endListeners, 'end'));
}

/** Takes an ended instance out of the runtime state. */
export function forgetInstance(run: Run, instance: Instance): void {
  run.familyOf(instance).instances.delete(instance.id);
  run.changes.instances.set(instance.id, null);
}

/** Removes what waits in the token's node: tasks, jobs, subscriptions, called instances, incidents. */
export function dropWaits(run: Run, token: Token, calledEnd: HistoricState = 'INTERNALLY_TERMINATED'): void {
  const { node, family } = token;
  removeExternalTask(run, token, 'deletion');
  dropTask(run, token);
  stopListening(run, token);
  closeIncidents(run, token, (incident) => incident.nodeId === node.id, 'deleted');
  const called = node.calledInstanceId ? family.instances.get(node.calledInstanceId) : undefined;
  if (called && !run.leavesCalled) cancelInstance(run, called, calledEnd, null);
}

function dropTask(run: Run, token: Token): void {
  const { userTaskId } = token.node;
  const task = userTaskId ? token.family.userTasks.get(userTaskId) : undefined;
  if (task) uncaught(() => tellTaskListeners(run, token, task, 'delete'));
  removeUserTask(run, token, 'deleted');
}
