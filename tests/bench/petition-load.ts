import { readFile } from 'node:fs/promises';
import { JsonClient } from './json-client.ts';
import { deploy, finishedInstances, type LoadOptions, type LoadResult, latency } from './load.ts';

const PROCESSES = new URL('../../processes/', import.meta.url);
const FILES = [
  'petition-handling/petition-handling.bpmn',
  'petition-handling/statutory-deadline.dmn',
  'deliver-document/deliver-document.bpmn',
].map((path) => new URL(path, PROCESSES));

/** What the workers and clerks of the way through `petition-handling` do that leads into another procedure. */
const TOPICS = [
  'load-periods',
  'render-document',
  'seal-and-number',
  'send-document',
  'record-delivery',
  'divert-to-procedure',
];
const STALLED_AFTER_MS = 60_000;
/** How many user tasks are looked up, and then completed, at a time. */
const CLERK_TASKS = 100;

interface Fetched {
  id: string;
  topicName: string;
}

interface ClerkTask {
  id: string;
  taskDefinitionKey: string;
  processInstanceId: string;
}

type Variables = Record<string, { value: unknown; type: string }>;

/** Deploys the petition's handling with its decision table and the process it calls. */
export function deployPetitionHandling(baseUrl: string): Promise<void> {
  return deploy(baseUrl, FILES);
}

/**
 * Carries petitions through `petition-handling` over HTTP: the unit signs for it (user task), asks for more time (message,
 * decision table, user task), two letters go out (called process, five external tasks each), and it goes to another procedure.
 * @throws Error when the server hands out nothing for a minute, or its history does not know the instances as finished
 */
export async function runPetitionHandling(baseUrl: string, options: LoadOptions): Promise<LoadResult> {
  const { instances, starters, workers, maxTasks } = options;
  const client = new JsonClient(baseUrl, starters + CLERK_TASKS + workers * (maxTasks + 1));
  const periods = await periodsOfModels();
  const startMs: number[] = [];
  const completeMs: number[] = [];
  const errors: string[] = [];
  const finishedBefore = await finishedInstances(client, 'petition-handling');
  const begin = performance.now();
  let lastWorkAt = begin;
  let started = 0;
  let finished = 0;

  const note = (error: unknown): [] => {
    errors.push(error instanceof Error ? error.message : String(error));
    return [];
  };
  const post = async (into: number[], path: string, body: unknown): Promise<void> => {
    const at = performance.now();
    try {
      await client.post(path, body);
      into.push(performance.now() - at);
      lastWorkAt = performance.now();
    } catch (error) {
      note(error);
    }
  };
  const isOver = (): boolean => {
    if (performance.now() - lastWorkAt > STALLED_AFTER_MS) throw new Error('the server hands out no work');
    return finished >= instances;
  };
  const start = async (): Promise<void> => {
    while (started < instances) {
      const number = started++;
      await post(startMs, '/process-definition/key/petition-handling/start', {
        businessKey: `P-${number}`,
        variables: petition(number),
      });
    }
  };
  const work = async (workerId: string): Promise<void> => {
    const topics = TOPICS.map((topicName) => ({ topicName, lockDuration: 60_000 }));
    while (!isOver()) {
      const order = { workerId, maxTasks, usePriority: false, asyncResponseTimeout: 200, topics };
      const tasks = (await client.post('/external-task/fetchAndLock', order).catch(note)) as Fetched[];
      await Promise.all(
        tasks.map(({ id, topicName }) =>
          post(completeMs, `/external-task/${id}/complete`, { workerId, variables: outputsOf(topicName, periods) }),
        ),
      );
    }
  };
  const decide = async ({ id, taskDefinitionKey, processInstanceId }: ClerkTask): Promise<void> => {
    if (taskDefinitionKey === 'unitReceive') {
      await post([], '/message', { messageName: 'MSG_EXTENSION_REQUESTED', processInstanceId });
      await post(completeMs, `/task/${id}/complete`, { variables: { legalRoute: text('administrative') } });
    } else await post(completeMs, `/task/${id}/complete`, { variables: { extensionApproved: truth(false) } });
  };
  const clerk = async (): Promise<void> => {
    while (!isOver()) {
      const tasks = (await client.get(
        `/task?processDefinitionKey=petition-handling&maxResults=${CLERK_TASKS}`,
      )) as ClerkTask[];
      await Promise.all(tasks.map(decide));
      if (tasks.length > 0) continue;
      finished = (await finishedInstances(client, 'petition-handling')) - finishedBefore;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  try {
    await Promise.all([
      ...Array.from({ length: starters }, start),
      ...Array.from({ length: workers }, (_, index) => work(`bench-worker-${index}`)),
      clerk(),
    ]);
    return {
      instancesPerSecond: (finished * 1000) / (lastWorkAt - begin),
      start: latency(startMs),
      complete: latency(completeMs),
      errors: { count: errors.length, first: errors.slice(0, 3) },
    };
  } finally {
    client.close();
  }
}

const text = (value: string) => ({ value, type: 'String' });
const truth = (value: boolean) => ({ value, type: 'Boolean' });

function petition(number: number): Variables {
  return {
    petitionId: text(`petition-${number}`),
    petitionKind: text('appeal'),
    subjectCode: text('0101'),
    areaCode: text('990101001001'),
    agentLevel: text('community'),
    deadlineAt: text('2199-01-01T00:00:00'),
    unitReminderAt: text('2198-01-01T00:00:00'),
    unitDueAt: text('2199-01-01T00:00:00'),
    round: { value: 1, type: 'Integer' },
    riskLevel: text('low'),
    escalationRuleVersion: { value: 1, type: 'Integer' },
    leadUnitId: text('unit-1'),
    assigneeId: text('agent-1'),
    assigneeRole: text('communityAgent'),
    cooperatingUnitCount: { value: 0, type: 'Integer' },
  };
}

function outputsOf(topic: string, periods: Variables): Variables {
  switch (topic) {
    case 'load-periods':
      return periods;
    case 'render-document':
      return { documentId: text('document-1'), needsApproval: truth(false) };
    case 'seal-and-number':
      return { documentNo: text('1') };
    case 'send-document':
      return { deliveredAt: text('2026-11-24T09:00:00') };
    default:
      return {};
  }
}

/** Every period that the diagrams name, far off: no timer shall fire. */
async function periodsOfModels(): Promise<Variables> {
  const periods: Variables = {};
  for (const file of FILES) {
    for (const [, name] of (await readFile(file, 'utf8')).matchAll(/\$\{(\w+(?:Period|Reminder))\}/g)) {
      periods[name!] = text('P30D');
    }
  }
  return periods;
}
