import { newChanges } from '../engine/changes.ts';
import { recordIncident, recordJob } from '../engine/record.ts';
import type { Incident, Job } from '../engine/state.ts';
import { readJobInput } from '../store/runtime/job-input.ts';
import { jobList } from '../store/runtime/job-list.ts';
import type { EngineContext } from './engine-context.ts';

/** Notes that a job without a family failed: one try less, and an incident when none is left. */
export async function failOwnJob(engine: EngineContext, id: string, error: unknown): Promise<void> {
  const { reader, unitOfWork } = engine.store;
  const job = await jobList.find(reader, id);
  if (!job) return;
  const input = await readJobInput(reader, id);
  const [now, newId] = [engine.clock.now(), engine.newId];
  const failed: Job = {
    ...job,
    retries: Math.max(0, job.retries - 1),
    exceptionMessage: (error instanceof Error ? error.message : String(error)).slice(0, 4000),
    exceptionStacktrace: error instanceof Error ? (error.stack ?? null) : null,
    failedActivityId: job.elementId || null,
  };
  const changes = newChanges();
  changes.jobs.set(id, failed);
  recordJob({ changes, now, newId }, failed, 'failure', input?.batchId ?? null);
  if (failed.retries === 0 && job.retries > 0) {
    const incident = incidentOf(failed, now, newId());
    changes.incidents.set(incident.id, incident);
    recordIncident({ changes, now, newId }, incident, 'open');
  }
  await unitOfWork.add(changes);
}

function incidentOf(job: Job, now: number, id: string): Incident {
  const { rootId, instanceId, nodeId, elementId, definitionId, definitionKey, jobDefinitionId } = job;
  return {
    id,
    rootId,
    instanceId,
    nodeId,
    elementId,
    definitionId,
    definitionKey,
    type: 'failedJob',
    message: job.exceptionMessage,
    createdAt: now,
    failedActivityId: job.failedActivityId,
    causeIncidentId: id,
    rootCauseIncidentId: id,
    configuration: job.id,
    jobDefinitionId,
    annotation: null,
  };
}
