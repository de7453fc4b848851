import type { ExternalTask, Job } from '../engine/state.ts';

/** What the topic queue needs to know of an external task, as it was committed. */
export type ExternalTaskFacts = Pick<
  ExternalTask,
  | 'id'
  | 'rootId'
  | 'instanceId'
  | 'definitionId'
  | 'definitionKey'
  | 'topic'
  | 'businessKey'
  | 'priority'
  | 'createdAt'
  | 'lockedUntil'
  | 'retries'
  | 'suspended'
>;

/** What the job executor needs to know of a job, as it was committed. `dueAt` null: due at once. */
export type JobFacts = Pick<
  Job,
  'id' | 'rootId' | 'dueAt' | 'retries' | 'exclusive' | 'priority' | 'suspended' | 'createdAt'
>;

/** Rows that became durable together; null for a removed one. */
export interface CommittedBatch {
  readonly externalTasks: Map<string, ExternalTaskFacts | null>;
  readonly jobs: Map<string, JobFacts | null>;
}

export function newCommittedBatch(): CommittedBatch {
  return { externalTasks: new Map(), jobs: new Map() };
}

export function externalTaskFacts(task: ExternalTask): ExternalTaskFacts {
  const { id, rootId, instanceId, definitionId, definitionKey, topic, businessKey } = task;
  const { priority, createdAt, lockedUntil, retries, suspended } = task;
  return {
    id,
    rootId,
    instanceId,
    definitionId,
    definitionKey,
    topic,
    businessKey,
    priority,
    createdAt,
    lockedUntil,
    retries,
    suspended,
  };
}

export function jobFacts(job: Job): JobFacts {
  const { id, rootId, dueAt, retries, exclusive, priority, suspended, createdAt } = job;
  return { id, rootId, dueAt, retries, exclusive, priority, suspended, createdAt };
}
