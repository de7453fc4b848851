import { type Changes, newChanges } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { recordExternalTask } from '../record.ts';
import { Run } from '../run.ts';
import type { ExternalTask, Family } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Token } from '../token.ts';
import type { Variables } from '../variables.ts';
import { closeIncidents, openIncident, putExternalTask, removeExternalTask } from '../waits.ts';
import { writeLocal, writeVariables } from './write-variables.ts';

/** What a worker does with an external task. All answer the changes; all throw `EngineError` in the reference's words. */

/** Longest error message kept, in characters; the details hold the rest. */
const MAX_ERROR_MESSAGE = 666;

interface Started {
  run: Run;
  task: ExternalTask;
  token: Token;
}

function start(environment: RunEnvironment, family: Family, id: string): Started {
  const task = family.externalTasks.get(id);
  const instance = task && family.instances.get(task.instanceId);
  const node = instance?.nodes[task?.nodeId ?? ''];
  if (!task || !instance || !node) throw unknown(id);
  const run = new Run(environment, family);
  return { run, task, token: run.token(instance, node) };
}

/** The answer for an id that is no external task (any more). */
export function unknown(id: string): EngineError {
  return new EngineError('RestException', `External task with id ${id} does not exist`);
}

function checkWorker(
  task: ExternalTask,
  workerId: string | null | undefined,
  refusal: (lockedBy: string) => string,
): void {
  if (workerId === null || workerId === undefined) throw new EngineError('NullValueException', 'workerId is null');
  if (task.workerId !== workerId)
    throw new EngineError('RestException', refusal(`It is locked by worker '${task.workerId}'.`));
}

function checkActive(task: ExternalTask): void {
  if (task.suspended)
    throw new EngineError('RestException', `ENGINE-03043 ExternalTask with id '${task.id}' is suspended.`);
}

/** Completes the task and lets the token go on. */
export function completeExternalTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { workerId: string; variables?: Variables; localVariables?: Variables },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  checkWorker(
    task,
    input.workerId,
    (locked) => `External Task ${id} cannot be completed by worker '${input.workerId}'. ${locked}`,
  );
  checkActive(task);
  writeVariables(run, token, input.variables);
  writeLocal(run, token, input.localVariables);
  const error = errorOf(run, token, task);
  if (!error) removeExternalTask(run, token, 'success');
  run.proceed([error ?? { do: 'leave', token }]);
  return { changes: run.changes };
}

/** Notes a failure: retried when `retryTimeoutMs` is over, or an incident when no retries are left. */
export function failExternalTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: {
    workerId: string;
    errorMessage?: string | null;
    errorDetails?: string | null;
    retries: number;
    retryTimeoutMs: number;
    variables?: Variables;
    localVariables?: Variables;
  },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  checkWorker(
    task,
    input.workerId,
    (locked) => `Failure of External Task ${id} cannot be reported by worker '${input.workerId}'. ${locked}`,
  );
  checkActive(task);
  if (input.retries < 0) throw new EngineError('ProcessEngineException', 'retries is not greater than or equal to 0');
  if (input.retryTimeoutMs < 0)
    throw new EngineError('ProcessEngineException', 'retryDuration is not greater than or equal to 0');
  writeVariables(run, token, input.variables);
  writeLocal(run, token, input.localVariables);
  task.errorMessage =
    input.errorMessage === null || input.errorMessage === undefined
      ? null
      : input.errorMessage.slice(0, MAX_ERROR_MESSAGE);
  task.errorDetails = input.errorDetails ?? null;
  task.lockedUntil = run.now + input.retryTimeoutMs;
  // History tells how many tries there were before this one failed, as the reference does.
  recordExternalTask(run, task, 'failure');
  setRetries(run, token, task, input.retries);
  const error = errorAfterFailure(run, token, task);
  run.proceed(error ? [error] : []);
  return { changes: run.changes };
}

/** The error that one of the task's `camunda:errorEventDefinition`s asks for now; their expressions see `externalTask`. */
function errorOf(run: Run, token: Token, task: ExternalTask): Step | null {
  const errors = token.element.external?.errors ?? [];
  if (errors.length === 0) return null;
  const { lockedUntil, elementId, nodeId, instanceId, definitionId, definitionKey, topic, ...rest } = task;
  const withTask = run.scopeAt(token, {
    externalTask: {
      ...rest,
      topicName: topic,
      lockExpirationTime: lockedUntil,
      activityId: elementId,
      executionId: nodeId,
      processInstanceId: instanceId,
      processDefinitionId: definitionId,
      processDefinitionKey: definitionKey,
    },
  });
  const error = errors.find(({ condition }) => condition.evaluate(withTask) === true);
  return error ? { do: 'throwError', token, code: error.code, message: run.text(token, error.message) } : null;
}

/** A failure must be noted even if one of the conditions cannot be evaluated. */
function errorAfterFailure(run: Run, token: Token, task: ExternalTask): Step | null {
  try {
    return errorOf(run, token, task);
  } catch {
    return null;
  }
}

/** Throws a BPMN error at the task: a business outcome that the diagram catches. */
export function throwExternalTaskError(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { workerId: string; errorCode: string; errorMessage?: string | null; variables?: Variables },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  checkWorker(
    task,
    input.workerId,
    (locked) => `Bpmn error of External Task ${id} cannot be reported by worker '${input.workerId}'. ${locked}`,
  );
  checkActive(task);
  if (!input.errorCode) throw new EngineError('NullValueException', 'errorCode is null');
  writeVariables(run, token, input.variables);
  run.proceed([{ do: 'throwError', token, code: input.errorCode, message: input.errorMessage ?? null }]);
  return { changes: run.changes };
}

/**
 * Gives the task to a worker for a time. The caller has checked that it is free, or its lock expired.
 * @param changes where to note it: a poll locks many tasks at once
 */
export function lockExternalTask(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { workerId: string; durationMs: number },
  changes: Changes = newChanges(),
): { changes: Changes; task: ExternalTask } {
  const task = family.externalTasks.get(id);
  if (!task) throw unknown(id);
  if (input.durationMs <= 0) throw new EngineError('BadUserRequestException', 'lockTime is not greater than 0');
  if (task.workerId !== null && task.workerId !== input.workerId && (task.lockedUntil ?? 0) > environment.now) {
    throw new EngineError(
      'BadUserRequestException',
      `External Task ${id} cannot be locked by worker '${input.workerId}'. It is locked by worker '${task.workerId}'.`,
    );
  }
  task.workerId = input.workerId;
  task.lockedUntil = environment.now + input.durationMs;
  putExternalTask({ changes }, family, task);
  return { changes, task };
}

/** Moves the end of a running lock. */
export function extendExternalTaskLock(
  environment: RunEnvironment,
  family: Family,
  id: string,
  input: { workerId: string; durationMs: number },
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  if (input.durationMs <= 0) throw new EngineError('BadUserRequestException', 'lockTime is not greater than 0');
  checkWorker(
    task,
    input.workerId,
    (locked) => `The lock of the External Task ${id} cannot be extended by worker '${input.workerId}''. ${locked}`,
  );
  if ((task.lockedUntil ?? 0) <= run.now) {
    throw new EngineError('BadUserRequestException', `Cannot extend a lock that expired on task '${id}'`);
  }
  task.lockedUntil = run.now + input.durationMs;
  putExternalTask(run, token.family, task);
  return { changes: run.changes };
}

/** Gives the task back, whoever holds it. */
export function unlockExternalTask(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  task.workerId = null;
  task.lockedUntil = null;
  putExternalTask(run, token.family, task);
  return { changes: run.changes };
}

/** Sets how many tries are left; more than none closes the incident. */
export function setExternalTaskRetries(
  environment: RunEnvironment,
  family: Family,
  id: string,
  retries: number,
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  if (retries < 0)
    throw new EngineError(
      'BadUserRequestException',
      'The number of retries cannot be negative: retries is not greater than or equal to 0',
    );
  setRetries(run, token, task, retries);
  return { changes: run.changes };
}

export function setExternalTaskPriority(
  environment: RunEnvironment,
  family: Family,
  id: string,
  priority: number,
): { changes: Changes } {
  const { run, task, token } = start(environment, family, id);
  task.priority = priority;
  putExternalTask(run, token.family, task);
  return { changes: run.changes };
}

function setRetries(run: Run, token: Token, task: ExternalTask, retries: number): void {
  const before = task.retries;
  task.retries = retries;
  putExternalTask(run, token.family, task);
  if (retries > 0) closeIncidents(run, token, (incident) => incident.configuration === task.id, 'resolved');
  else if (before !== 0) {
    openIncident(run, token, {
      type: 'failedExternalTask',
      message: task.errorMessage,
      configuration: task.id,
      elementId: task.elementId,
      failedActivityId: null,
      jobDefinitionId: null,
    });
  }
}
