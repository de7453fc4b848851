import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { nextRetry } from '../event-definitions/retry-cycle.ts';
import { nextSchedule, scheduleOf } from '../event-definitions/timer.ts';
import { trigger } from '../event-scope.ts';
import type { Element } from '../model/graph.ts';
import { timerOf } from '../model/timer-of.ts';
import { Run } from '../run.ts';
import type { Family, Job } from '../state.ts';
import type { Step } from '../steps.ts';
import { tellTimeoutListener } from '../task-listeners.ts';
import type { Token } from '../token.ts';
import { addJob, closeIncidents, noteJob, openIncident, removeJob } from '../waits.ts';

/** What the job executor, or a person, does with a job of an instance. */

interface Started {
  run: Run;
  job: Job;
  token: Token;
  element: Element;
}

function start(environment: RunEnvironment, family: Family, id: string): Started {
  const job = family.jobs.get(id);
  const instance = job && family.instances.get(job.instanceId);
  const node = instance?.nodes[job?.nodeId ?? ''];
  if (!job || !instance || !node) throw unknownJob(id);
  const run = new Run(environment, family);
  const token = run.token(instance, node);
  const element = token.definition.graph.elements.get(job.elementId.replace(/#multiInstanceBody$/, ''));
  if (!element) throw unknownJob(id);
  return { run, job, token, element };
}

/** The answer for an id that is no job (any more). */
export function unknownJob(id: string): EngineError {
  return new EngineError('InvalidRequestException', `ENGINE-14026 No job found with id '${id}'`);
}

/** Carries a job out: the token goes on, or the timer's event fires. */
export function executeJob(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const { run, job, token, element } = start(environment, family, id);
  removeJob(run, token, job, 'success');
  run.proceed(() => stepsOf(run, job, token, element));
  return { changes: run.changes };
}

function stepsOf(run: Run, job: Job, token: Token, element: Element): readonly Step[] {
  switch (job.kind) {
    case 'async-before':
      return [{ do: 'begin', token }];
    case 'async-after': {
      if (token.node.flow === '') return [{ do: 'leave', token, flows: [], waited: true }];
      const chosen = new Set(token.node.flow?.split(' '));
      const flows = element.outgoing.filter((flow) => chosen.has(flow.id));
      return [flows.length > 0 ? { do: 'depart', token, flows } : { do: 'depart', token }];
    }
    default: {
      const { listenerId } = job;
      const next =
        job.repeat && repeats(element, listenerId) ? nextSchedule(job.repeat, Math.max(job.dueAt ?? run.now, 0)) : null;
      if (next) addJob(run, token, job.kind, element, { schedule: next, priority: job.priority, listenerId });
      if (listenerId === null) return trigger(run, token, element);
      tellTimeoutListener(run, token, listenerId);
      return [];
    }
  }
}

/** Only an event that does not end what it is attached to can fire again, and a listener, which ends nothing. */
function repeats(element: Element, listenerId: string | null): boolean {
  return listenerId !== null || !element.interrupting;
}

/** Notes that executing the job failed: one try less, a pause by its retry cycle, an incident when none is left. */
export function failJob(environment: RunEnvironment, family: Family, id: string, error: Error): { changes: Changes } {
  const { run, job, token, element } = start(environment, family, id);
  const cycle = element.retryCycle ? run.text(token, element.retryCycle) : null;
  const next = nextRetry(cycle, job.retries, run.now);
  job.exceptionMessage = error.message.slice(0, 4000);
  job.exceptionStacktrace = error.stack ?? error.message;
  job.failedActivityId = element.id;
  // History tells how many tries there were before this one failed, as the reference does.
  noteJob(run, token, job, 'failure');
  job.retries = next.retries;
  job.dueAt = next.dueAt ?? job.dueAt;
  run.changes.jobs.set(job.id, job);
  // Who executes it once more without tries left finds the incident already open.
  const isKnown = [...family.incidents.values()].some(({ configuration }) => configuration === job.id);
  if (job.retries === 0 && !isKnown) {
    openIncident(run, token, {
      type: 'failedJob',
      message: job.exceptionMessage,
      configuration: job.id,
      elementId: job.elementId,
      failedActivityId: job.failedActivityId,
      jobDefinitionId: job.jobDefinitionId,
    });
  }
  return { changes: run.changes };
}

/** Sets how many tries are left and, when given, when the job is due; more than no try closes the incident. */
export function setJobRetries(
  environment: RunEnvironment,
  family: Family,
  id: string,
  { retries, dueAt }: { retries: number; dueAt?: number },
): { changes: Changes } {
  const { run, job, token } = start(environment, family, id);
  if (retries > 0) closeIncidents(run, token, (incident) => incident.configuration === job.id, 'resolved');
  job.retries = retries;
  if (dueAt !== undefined) job.dueAt = dueAt;
  return put(run, job);
}

/** Moves this firing of the job to another time; null means now. */
export function setJobDueDate(
  environment: RunEnvironment,
  family: Family,
  id: string,
  dueAt: number | null,
): { changes: Changes } {
  const { run, job } = start(environment, family, id);
  job.dueAt = dueAt;
  return put(run, job);
}

/**
 * Works a timer's due date out anew from its expression.
 * @param fromCreation count a duration from the job's creation instead of from now
 * @throws EngineError when the job is no timer
 */
export function recalculateJobDueDate(
  environment: RunEnvironment,
  family: Family,
  id: string,
  fromCreation: boolean,
): { changes: Changes } {
  const { run, job, token, element } = start(environment, family, id);
  const event = timerOf(element, job.listenerId);
  if (!event || !job.kind.startsWith('timer')) throw noTimer(job);
  const value = run.evaluate(token, event.value);
  job.dueAt = scheduleOf(event.timer, value, fromCreation ? job.createdAt : run.now).dueAt;
  return put(run, job);
}

function noTimer(job: Job): EngineError {
  return new EngineError(
    'BadUserRequestException',
    `Only timer jobs can be recalculated, but the job with id '${job.id}' is of type 'async-continuation'.`,
  );
}

export function setJobSuspended(
  environment: RunEnvironment,
  family: Family,
  id: string,
  suspended: boolean,
): { changes: Changes } {
  const { run, job } = start(environment, family, id);
  job.suspended = suspended;
  return put(run, job);
}

export function setJobPriority(
  environment: RunEnvironment,
  family: Family,
  id: string,
  priority: number,
): { changes: Changes } {
  const { run, job } = start(environment, family, id);
  job.priority = priority;
  return put(run, job);
}

/** Deletes a job: what waited for it waits for ever. */
export function deleteJob(environment: RunEnvironment, family: Family, id: string): { changes: Changes } {
  const { run, job, token } = start(environment, family, id);
  removeJob(run, token, job, 'deletion');
  return { changes: run.changes };
}

function put(run: Run, job: Job): { changes: Changes } {
  run.changes.jobs.set(job.id, job);
  return { changes: run.changes };
}
