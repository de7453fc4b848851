import { thrownAt } from './bpmn-error.ts';
import { dueAtOf } from './event-definitions/due-date.ts';
import type { CompiledExpression } from './expressions/compile-expression.ts';
import type { TaskField, TaskScope } from './expressions/expression-scope.ts';
import { type TypedValue, toPlain } from './expressions/typed-value.ts';
import { linksOf, recordIdentityLinks, sameLink } from './record-identity-links.ts';
import type { Run } from './run.ts';
import type { UserTask } from './state.ts';
import type { Token } from './token.ts';
import { putUserTask } from './waits.ts';

/** What can happen to a user task that a listener may be told of. */
export type TaskEvent = 'create' | 'assignment' | 'update' | 'complete' | 'delete' | 'timeout';

/** Evaluates the task listeners of an event; they may change the task through `task.set…`. */
export function tellTaskListeners(run: Run, token: Token, task: UserTask, event: TaskEvent): void {
  const listeners = token.element.userTask?.listeners[event] ?? [];
  tell(run, token, task, event, listeners);
}

/** Evaluates a timeout listener, though listeners are skipped: its time has come only now. No other listener hears what it changes. */
export function tellTimeoutListener(run: Run, token: Token, listenerId: string): void {
  const task = token.family.userTasks.get(token.node.userTaskId ?? '');
  const listener = token.element.userTask?.timeouts.get(listenerId);
  if (!task || !listener) return;
  tell(run, token, task, 'timeout', [listener.run]);
  putUserTask(run, token.family, task);
}

function tell(
  run: Run,
  token: Token,
  task: UserTask,
  event: TaskEvent,
  listeners: readonly CompiledExpression[],
): void {
  if (listeners.length === 0 || run.skipListeners) return;
  const before = linksOf(task);
  thrownAt(token, () => {
    for (const listener of listeners)
      listener.evaluate(run.scopeAt(token, { task: taskScope(run, token, task, event) }));
  });
  recordIdentityLinks(run, task, before);
}

function taskScope(run: Run, { instance, node }: Token, task: UserTask, event: TaskEvent): TaskScope {
  return {
    id: task.id,
    name: task.name,
    description: task.description,
    assignee: task.assignee,
    owner: task.owner,
    priority: task.priority,
    dueDate: task.dueAt,
    followUpDate: task.followUpAt,
    createTime: task.createdAt,
    taskDefinitionKey: task.elementId,
    executionId: task.nodeId,
    processInstanceId: task.instanceId,
    processDefinitionId: task.definitionId,
    eventName: event,
    getLocal: (name) => node.variables?.[name],
    allLocal: () => ({ ...node.variables }),
    setLocal: (name, value) => run.variables.setLocal(instance, node, name, value, { taskId: task.id }),
    removeLocal: (name) => run.variables.remove(instance, node, name, true),
    setField: (field, value) => setField(run, task, field, value),
    addLink: (link) => {
      if (link.type === 'assignee' || link.type === 'owner') task[link.type] = link.userId;
      else if (!task.candidates.some((one) => sameLink(one, link))) task.candidates.push(link);
    },
    removeLink: (link) => {
      if (link.type === 'assignee' || link.type === 'owner') task[link.type] = null;
      else task.candidates = task.candidates.filter((one) => !sameLink(one, link));
    },
  };
}

function setField(run: Run, task: UserTask, field: TaskField, value: TypedValue): void {
  const plain = toPlain(value);
  if (field === 'priority') task.priority = Number(plain);
  else if (field === 'dueDate') task.dueAt = dueAtOf(value, run.now);
  else if (field === 'followUpDate') task.followUpAt = dueAtOf(value, run.now);
  else task[field] = plain === null ? null : String(plain);
}
