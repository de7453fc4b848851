import { randomUUID } from 'node:crypto';
import { Client } from 'camunda-external-task-client-js';
import { authorizationOf } from './http.ts';
import type { Topic } from './job.ts';
import { TOPICS } from './topics.ts';
import { kindOf, type WorkerAddresses, type WorkerLog, work } from './worker.ts';

export interface WorkersOptions extends WorkerAddresses {
  log: WorkerLog;
  /** What is served; all topics of the house when nothing is said. */
  topics?: readonly Topic[];
  /** How long a fetched task stays with this worker. */
  lockDurationMs?: number;
  /** How long the engine may hold a poll while there is nothing to do. */
  asyncResponseTimeoutMs?: number;
  maxTasks?: number;
  /** Pause after a poll that was answered. */
  pauseBetweenPollsMs?: number;
}

export interface Workers {
  /** Whether the last poll reached the engine, as far as is known. */
  canPoll(): boolean;
  /** Fetches no more, lets what is running finish, and resolves. */
  stop(): Promise<void>;
}

const PAUSE_BETWEEN_POLLS_MS = 20;

/** Subscribes every topic with one client. The engine need not be there yet: polls are repeated until it is. */
export function startWorkers(options: WorkersOptions): Workers {
  const { log, baseUrl, apiUrl, token, engineToken } = options;
  const addresses: WorkerAddresses = {
    baseUrl: baseUrl.replace(/\/$/, ''),
    apiUrl: apiUrl.replace(/\/$/, ''),
    token,
    engineToken,
  };
  const polls = new AbortController();
  const running = new Set<Promise<void>>();
  const maxTasks = options.maxTasks ?? 20;
  const client = new Client({
    baseUrl: addresses.baseUrl,
    workerId: `petition-workers-${randomUUID()}`,
    maxTasks,
    maxParallelExecutions: maxTasks * 2,
    interval: options.pauseBetweenPollsMs ?? PAUSE_BETWEEN_POLLS_MS,
    lockDuration: options.lockDurationMs ?? 30_000,
    asyncResponseTimeout: options.asyncResponseTimeoutMs ?? 20_000,
    // Only a poll carries topics; it may be cut off, an answer may not.
    interceptors: (request) => ({
      ...request,
      headers: { ...Object(request['headers']), ...authorizationOf(engineToken) },
      ...(request.json?.['topics'] ? { signal: polls.signal } : {}),
    }),
  });

  let engineLost = false;
  client.on('poll:error', (error) => {
    if (polls.signal.aborted || engineLost) return;
    engineLost = true;
    log.warn({ kind: kindOf(error) }, 'engine cannot be polled; trying on');
  });
  client.on('poll:success', () => {
    engineLost = false;
  });

  for (const topic of options.topics ?? TOPICS) {
    const fetched = topic.inputs ? { variables: [...topic.inputs] } : {};
    client.subscribe(topic.name, fetched, async ({ task, taskService }) => {
      const run = work(topic, { task, askedBy: task.activityId }, taskService, addresses, log);
      running.add(run);
      await run;
      running.delete(run);
    });
  }

  return {
    canPoll: () => !engineLost,
    async stop() {
      client.stop();
      polls.abort();
      await Promise.all(running);
    },
  };
}
