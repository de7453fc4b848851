import { type HistoricJobLog, newChanges } from '../engine/changes.ts';
import { recordJob } from '../engine/record.ts';
import type { Job, JobKind } from '../engine/state.ts';
import type { JobInput } from '../store/runtime/job-input.ts';
import type { EngineContext } from './engine-context.ts';

/** Tries of a job, as in the engine. */
const TRIES = 3;

/** A job that the server gives itself. It belongs to no process. */
export interface OwnJobSpec {
  kind: string;
  jobDefinitionId: string;
  dueAt?: number | null;
  priority?: number;
  suspended?: boolean;
  /** The definition it is about, where it is about one. */
  definition?: { id: string; key: string };
  batchId?: string | null;
  /** What it has to do, beside what its kind says. */
  input?: unknown;
}

/** The rows of a new job of the server's own. */
export function newOwnJob(engine: EngineContext, spec: OwnJobSpec): { job: Job; input: JobInput; log: HistoricJobLog } {
  const job: Job = {
    id: engine.newId(),
    rootId: '',
    instanceId: '',
    nodeId: '',
    elementId: '',
    definitionId: spec.definition?.id ?? '',
    definitionKey: spec.definition?.key ?? '',
    // The engine never sees this job: its kinds are those of `execute-own-job.ts`.
    kind: spec.kind as JobKind,
    jobDefinitionId: spec.jobDefinitionId,
    dueAt: spec.dueAt ?? null,
    retries: TRIES,
    exclusive: false,
    priority: spec.priority ?? 0,
    exceptionMessage: null,
    exceptionStacktrace: null,
    failedActivityId: null,
    listenerId: null,
    repeat: null,
    suspended: spec.suspended ?? false,
    createdAt: engine.clock.now(),
  };
  const batchId = spec.batchId ?? null;
  return {
    job,
    input: { id: job.id, batchId, input: spec.input ?? null },
    log: jobLogOf(engine, job, 'creation', batchId),
  };
}

/** The row of history that tells of such a job. @param configuration the batch that it belongs to */
export function jobLogOf(
  engine: EngineContext,
  job: Job,
  event: 'creation' | 'success' | 'deletion',
  configuration: string | null,
): HistoricJobLog {
  const changes = newChanges();
  recordJob({ changes, now: engine.clock.now(), newId: engine.newId }, job, event, configuration);
  const [log] = changes.history.jobLogs.values();
  return log!;
}
