import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { openInstance } from '../instances.ts';
import { place } from '../placing.ts';
import { recordIdentityLinks } from '../record-identity-links.ts';
import { Run } from '../run.ts';
import { isStandalone, STANDALONE, STANDALONE_TASK } from '../standalone.ts';
import { type Family, newFamily } from '../state.ts';
import { removeStandalone } from '../sub-tasks.ts';
import { addUserTask, putUserTask } from '../waits.ts';
import { type UserTaskPatch, unknownTask } from './user-tasks.ts';

/** Tasks that belong to no process: they are written down and deleted here; all else is done with them as with other tasks. */

/** What a new task says of itself. */
export type NewTask = Required<UserTaskPatch> & { id: string };

/** Writes a task down. @param parents the family of its parent task; null: it has none */
export function createTask(
  environment: RunEnvironment,
  parents: Family | null,
  { id, delegationState, parentTaskId, ...details }: NewTask,
): { family: Family; changes: Changes } {
  const instanceId = environment.newId();
  const family = parents ?? newFamily(instanceId);
  const run = new Run(environment, family);
  const definition = environment.definitions.process(STANDALONE);
  const { root } = openInstance(run, {
    id: instanceId,
    family,
    definition,
    businessKey: null,
    variables: {},
    startElement: null,
    caller: null,
    startUserId: environment.userId,
    restartedInstanceId: null,
  });
  // The family is read again by who called whom: a sub-task counts as called by what its parent waits in.
  root.instance.superInstanceId = parents?.userTasks.get(parentTaskId ?? '')?.instanceId ?? null;
  const token = place(run, root, definition.graph.elements.get(STANDALONE_TASK)!, null);
  token.node.phase = 'active';
  const task = addUserTask(run, token, { ...details, formKey: null, formRef: null, candidates: [] }, id);
  Object.assign(task, { delegationState, parentTaskId });
  putUserTask(run, family, task);
  recordIdentityLinks(run, task, []);
  return { family, changes: run.changes };
}

/** Deletes a task that belongs to no process, with its sub-tasks. @throws EngineError when it belongs to one */
export function deleteTask(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const task = family.userTasks.get(id);
  if (!task) throw unknownTask(id, 'delete');
  if (!isStandalone(task)) {
    throw new EngineError('RestException', 'The task cannot be deleted because is part of a running process');
  }
  const run = new Run(environment, family);
  removeStandalone(run, task, 'deleted');
  return { changes: run.changes };
}
