import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { recordFormFields } from '../forms/record-form-fields.ts';
import { submitForm } from '../forms/submit-form.ts';
import { recordActivity } from '../record.ts';
import { linksOf, recordIdentityLinks, sameLink, type TaskLink } from '../record-identity-links.ts';
import { Run } from '../run.ts';
import { isStandalone } from '../standalone.ts';
import type { Family, Node, UserTask } from '../state.ts';
import { tellTaskListeners } from '../task-listeners.ts';
import { isEscalationCaught } from '../throwing.ts';
import type { Token } from '../token.ts';
import { rootNode } from '../tree.ts';
import type { Variables } from '../variables.ts';
import { putUserTask, removeUserTask } from '../waits.ts';
import { writeLocal, writeVariables } from './write-variables.ts';

/** What people do with a user task. All throw `EngineError` in the reference's words. */

interface Started {
  run: Run;
  task: UserTask;
  token: Token;
  before: readonly TaskLink[];
  assigneeBefore: string | null;
}

function start(environment: RunEnvironment, family: Family, id: string, verb: string): Started {
  const task = family.userTasks.get(id);
  const instance = task && family.instances.get(task.instanceId);
  const node = instance?.nodes[task?.nodeId ?? ''];
  if (!task || !instance || !node) throw unknownTask(id, verb);
  const run = new Run(environment, family);
  return { run, task, token: run.token(instance, node), before: linksOf(task), assigneeBefore: task.assignee };
}

/** The answer for an id that is no user task (any more). */
export function unknownTask(id: string, verb: string): EngineError {
  const prefix = verb === 'complete' ? `Cannot complete task ${id}: ` : '';
  return new EngineError('RestException', `${prefix}Cannot find task with id ${id}: task is null`);
}

function checkActive(task: UserTask): void {
  if (task.suspended) throw new EngineError('RestException', `ENGINE-03043 Task with id '${task.id}' is suspended.`);
}

/**
 * Completes the task; the token goes on. With `submitsForm` the fields of its form convert and check the variables. Answers the node whose variables
 * are the process instance's, as it left them, though it may have ended; of a task without a process, the task's own.
 */
export function completeUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  variables: Variables = {},
  submitsForm = false,
): { changes: Changes; scope: Node } {
  const started = start(environment, family, id, 'complete');
  const { run, task, token } = started;
  checkActive(task);
  if (submitsForm) {
    const fields = token.element.form?.fields ?? [];
    writeVariables(run, token, submitForm(fields, variables, run.scopeAt(token)));
    recordFormFields(run, token, id, variables);
  } else write(started, variables);
  const root = rootNode(token.instance);
  run.proceed(() => {
    tellTaskListeners(run, token, task, 'complete');
    removeUserTask(run, token, 'completed');
    return [{ do: 'leave', token }];
  });
  return { changes: run.changes, scope: isStandalone(task) ? token.node : root };
}

/** Resolves a delegated task: back to its owner, with variables. */
export function resolveUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  variables: Variables = {},
): { changes: Changes } {
  const started = start(environment, family, id, 'resolve');
  const { run, task } = started;
  checkActive(task);
  write(started, variables);
  task.delegationState = 'RESOLVED';
  task.assignee = task.owner;
  changed(started);
  return { changes: run.changes };
}

export function claimUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  userId: string | null,
): { changes: Changes } {
  const started = start(environment, family, id, 'claim');
  const { run, task } = started;
  checkActive(task);
  if (userId !== null && task.assignee !== null && task.assignee !== userId) {
    throw new EngineError('TaskAlreadyClaimedException', `Task '${id}' is already claimed by someone else.`);
  }
  task.assignee = userId;
  changed(started);
  return { changes: run.changes };
}

export function unclaimUserTask(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  return patchUserTask(environment, family, id, { assignee: null });
}

export function assignUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  userId: string | null,
): { changes: Changes } {
  return patchUserTask(environment, family, id, { assignee: userId });
}

/** Hands the task to another person; the one who had it becomes its owner. */
export function delegateUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  userId: string | null,
): { changes: Changes } {
  const started = start(environment, family, id, 'delegate');
  const { run, task } = started;
  task.delegationState = 'PENDING';
  if (task.owner === null) task.owner = task.assignee;
  task.assignee = userId;
  changed(started);
  return { changes: run.changes };
}

/** The fields of a task that may be changed from outside. */
export type UserTaskPatch = Partial<
  Pick<
    UserTask,
    | 'name'
    | 'description'
    | 'assignee'
    | 'owner'
    | 'delegationState'
    | 'priority'
    | 'dueAt'
    | 'followUpAt'
    | 'parentTaskId'
  >
>;

export function patchUserTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  patch: UserTaskPatch,
): { changes: Changes } {
  const started = start(environment, family, id, 'update');
  const { run, task } = started;
  Object.assign(task, patch);
  changed(started);
  return { changes: run.changes };
}

export function addCandidate(
  environment: RunEnvironment,
  family: Family,
  id: string,
  link: TaskLink,
): { changes: Changes } {
  const started = start(environment, family, id, 'link');
  const { run, task } = started;
  if (link.type === 'assignee' || link.type === 'owner') task[link.type] = link.userId;
  else if (!task.candidates.some((one) => sameLink(one, link))) task.candidates.push(link);
  changed(started);
  return { changes: run.changes };
}

export function removeCandidate(
  environment: RunEnvironment,
  family: Family,
  id: string,
  link: TaskLink,
): { changes: Changes } {
  const started = start(environment, family, id, 'link');
  const { run, task } = started;
  if (link.type === 'assignee' || link.type === 'owner') task[link.type] = null;
  else task.candidates = task.candidates.filter((one) => !sameLink(one, link));
  changed(started);
  return { changes: run.changes };
}

/** Throws a BPMN error at the task. */
export function throwUserTaskError(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { errorCode: string; errorMessage?: string | null; variables?: Variables },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id, 'error');
  checkActive(task);
  writeVariables(run, token, input.variables);
  run.proceed([{ do: 'throwError', token, code: input.errorCode, message: input.errorMessage ?? null }]);
  return { changes: run.changes };
}

/** Throws an escalation at the task; the task stays open unless an interrupting event catches it. */
export function throwUserTaskEscalation(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { escalationCode: string; variables?: Variables },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id, 'escalation');
  checkActive(task);
  writeVariables(run, token, input.variables);
  if (!isEscalationCaught(run, token, input.escalationCode)) {
    throw new EngineError(
      'ProcessEngineException',
      `Execution with id '${task.elementId}' throws an escalation event with escalationCode '${input.escalationCode}', but no escalation handler was defined.`,
    );
  }
  run.proceed([{ do: 'escalate', token, code: input.escalationCode }]);
  return { changes: run.changes };
}

/** Something about the task has changed that is not kept with it, as a comment: its listeners are told. */
export function touchUserTask(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const started = start(environment, family, id, 'update');
  changed(started);
  return { changes: started.run.changes };
}

/** Writes variables seen from the task: outwards, or in the task's own scope. Only its own, when written, change the task. */
export function setUserTaskVariables(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { modifications: Variables; deletions: readonly string[]; local: boolean },
): { changes: Changes } {
  const started = start(environment, family, id, 'variables');
  const { run, token } = started;
  const own = token.node.variables ?? {};
  const changes = Object.keys(input.modifications).some((name) => input.local || Object.hasOwn(own, name));
  if (input.local) writeLocal(run, token, input.modifications, id);
  else write(started, input.modifications);
  for (const name of input.deletions) run.variables.remove(token.instance, token.node, name, input.local);
  if (changes || isStandalone(started.task)) changed(started);
  else run.proceed([]);
  return { changes: run.changes };
}

/** Writes variables from the task outwards; a task that belongs to no process has only its own. */
function write({ run, token, task }: Started, variables: Variables): void {
  if (isStandalone(task)) writeLocal(run, token, variables, task.id);
  else writeVariables(run, token, variables);
}

function changed({ run, token, task, before, assigneeBefore }: Started): void {
  recordIdentityLinks(run, task, before);
  task.lastUpdatedAt = run.now;
  task.state = 'Updated';
  putUserTask(run, token.family, task);
  run.proceed(() => {
    tellTaskListeners(run, token, task, 'update');
    if (task.assignee !== assigneeBefore) tellTaskListeners(run, token, task, 'assignment');
    putUserTask(run, token.family, task);
    if (task.assignee !== assigneeBefore) recordActivity(run, token, null);
    return [];
  });
}
