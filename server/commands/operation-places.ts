import { isStandalone } from '../engine/engine.ts';
import type { UserTask } from '../engine/state.ts';
import { jobDefinitionList } from '../store/definition/job-definition-list.ts';
import { executionList } from '../store/runtime/execution-list.ts';
import { externalTaskList } from '../store/runtime/external-task-list.ts';
import { instanceList } from '../store/runtime/instance-list.ts';
import { jobList } from '../store/runtime/job-list.ts';
import { userTaskList } from '../store/runtime/user-task-list.ts';
import type { EngineContext } from './engine-context.ts';
import { type Change, logged, type Operation, type OperationPlace } from './operations.ts';

/** The engine for one command about one thing, which the operation log names with all that it belongs to. */

/** About a user task. `changes` sees the task as it is before. */
export function onTaskLogged(
  engine: EngineContext,
  id: string,
  type: string,
  changes: (task: UserTask) => readonly Change[],
  entity = 'Task',
): Promise<EngineContext> {
  return logged(engine, async () => {
    const task = await userTaskList.find(engine.store.reader, id);
    if (!task) return [];
    const at = { ...placeOf(engine, task), executionId: isStandalone(task) ? null : task.nodeId, taskId: id };
    const changed = changes(task).filter(({ from = null, to }) => from !== to);
    return changed.length === 0 && entity === 'Task' ? [] : [{ type, entity, changes: changed, at }];
  });
}

/** About a job. `changes` sees the job as it is before. */
export function onJobLogged(
  engine: EngineContext,
  id: string,
  type: string,
  changes: (job: { priority: number; retries: number; dueAt: number | null }) => readonly Change[],
): Promise<EngineContext> {
  return logged(engine, async () => {
    const job = await jobList.find(engine.store.reader, id);
    if (!job) return [];
    const at = { ...placeOf(engine, job), jobId: id, jobDefinitionId: job.jobDefinitionId };
    return [{ type, entity: 'Job', changes: changes(job), at: { ...at, batchId: job.batchId } }];
  });
}

/** About an external task. */
export function onExternalTaskLogged(
  engine: EngineContext,
  id: string,
  type: string,
  changes: (task: { priority: number }) => readonly Change[],
): Promise<EngineContext> {
  return logged(engine, async () => {
    const task = await externalTaskList.find(engine.store.reader, id);
    if (!task) return [];
    const at = { ...placeOf(engine, task), externalTaskId: id };
    return [{ type, entity: 'ExternalTask', changes: changes(task), at }];
  });
}

/** About a running process instance. */
export function onInstanceLogged(
  engine: EngineContext,
  id: string,
  operation: Omit<Operation, 'at'>,
): Promise<EngineContext> {
  return logged(engine, async () => {
    const instance = await instanceList.find(engine.store.reader, id);
    if (!instance) return [];
    return [{ ...operation, at: placeOf(engine, { ...instance, instanceId: id }) }];
  });
}

/** About variables seen from an execution: some are set, some removed. */
export function onVariablesLogged(
  engine: EngineContext,
  executionId: string,
  { modifications, deletions }: { modifications: object; deletions: readonly string[] },
): Promise<EngineContext> {
  return logged(engine, async () => {
    const execution = await executionList.find(engine.store.reader, executionId);
    if (!execution) return [];
    const instance = await instanceList.find(engine.store.reader, execution.instanceId);
    const at = instance ? { ...placeOf(engine, { ...instance, instanceId: instance.id }), executionId } : {};
    const types = [
      ...(Object.keys(modifications).length > 0 ? ['SetVariable'] : []),
      ...(deletions.length > 0 ? ['RemoveVariable'] : []),
    ];
    return types.map((type) => ({ type, entity: 'Variable', at }));
  });
}

/** About a job definition. */
export function onJobDefinitionLogged(
  engine: EngineContext,
  id: string,
  operations: readonly Omit<Operation, 'at'>[],
): Promise<EngineContext> {
  return logged(engine, async () => {
    const definition = await jobDefinitionList.find(engine.store.reader, id);
    if (!definition) return [];
    const at = { ...definitionPlace(engine, definition.definitionId), jobDefinitionId: id };
    return operations.map((operation) => ({ ...operation, at }));
  });
}

/** A process definition and its deployment, as a place. */
export function definitionPlace({ definitions }: EngineContext, definitionId: string): OperationPlace {
  const row = definitions.processes.get(definitionId);
  return { deploymentId: row?.deploymentId ?? null, definitionId, definitionKey: row?.key ?? null };
}

function placeOf(
  engine: EngineContext,
  row: { rootId: string; instanceId: string; definitionId: string },
): OperationPlace {
  if (isStandalone(row)) return {};
  return { ...definitionPlace(engine, row.definitionId), rootId: row.rootId, instanceId: row.instanceId };
}
