import { type EngineClient, engineReason, member, rowsOf } from './engine-client.ts';
import { fromEngineTime } from './engine-time.ts';

/** Something a petition waits at, as lists show it. */
export interface Step {
  processInstanceId: string;
  processDefinitionKey: string;
  activityId: string;
  name: string;
  /** `userTask`, or the type the engine gives whatever else waits. */
  type: string;
  taskId: string | null;
  assignee: string | null;
  due: string | null;
  late: boolean;
}

/** An instance of the engine's history that carries a petition's business key. */
export interface InstanceRow {
  processInstanceId: string;
  processDefinitionKey: string;
  processDefinitionId: string;
  state: string;
  startTime: string;
  endTime: string | null;
  superProcessInstanceId: string | null;
}

/** How often a task that must be there is asked for, and the pause between two questions. */
const TASK_QUESTIONS = 20;
const TASK_PAUSE_MS = 10;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const isoOrNull = (value: unknown): string | null => {
  const ms = fromEngineTime(value);
  return ms === null ? null : new Date(ms).toISOString();
};

async function ask(engine: EngineClient, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const answer = await engine.request(method, path, body);
  if (answer.status !== 200) throw new Error(engineReason(answer));
  return answer.body;
}

/**
 * What the petitions of one page wait at, asked from the engine at this moment. Called processes carry the same business key.
 * @param running business keys of the page; those that have no user task are asked for one by one
 * @throws when the engine does not answer
 */
export async function readSteps(
  engine: EngineClient,
  running: readonly string[],
  nowMs: number,
): Promise<Map<string, Step[]>> {
  const steps = await readTaskSteps(engine, running, nowMs);
  for (const key of running) if (!steps.get(key)?.length) steps.set(key, await readWithoutTask(engine, key, nowMs));
  return steps;
}

/**
 * What a petition waits at that had no open task a moment ago. A task that has opened since is shown with its number and assignee like every
 * other; the engine may show its token some milliseconds before its lists, which wait for the disk.
 */
async function readWithoutTask(engine: EngineClient, key: string, nowMs: number): Promise<Step[]> {
  for (let left = TASK_QUESTIONS; ; left -= 1) {
    const others = await readOtherSteps(engine, key);
    if (left === 0 || !others.some((step) => step.type === 'userTask')) return others;
    const tasks = (await readTaskSteps(engine, [key], nowMs)).get(key);
    if (tasks?.length) return tasks;
    await new Promise((resolve) => setTimeout(resolve, TASK_PAUSE_MS));
  }
}

/** The open tasks of the petitions, by business key; a petition without any has an empty list. */
async function readTaskSteps(
  engine: EngineClient,
  running: readonly string[],
  nowMs: number,
): Promise<Map<string, Step[]>> {
  const steps = new Map<string, Step[]>(running.map((key) => [key, []]));
  if (running.length === 0) return steps;
  const tasks = rowsOf(await ask(engine, 'POST', '/task', { processInstanceBusinessKeyIn: running }));
  const instanceIds = [...new Set(tasks.map((task) => text(member(task, 'processInstanceId'))))];
  const instances = new Map<string, { businessKey: string; definitionKey: string }>();
  if (instanceIds.length > 0) {
    for (const row of rowsOf(await ask(engine, 'POST', '/process-instance', { processInstanceIds: instanceIds }))) {
      instances.set(text(member(row, 'id')), {
        businessKey: text(member(row, 'businessKey')),
        definitionKey: text(member(row, 'definitionKey')),
      });
    }
  }
  for (const task of tasks) {
    const processInstanceId = text(member(task, 'processInstanceId'));
    const instance = instances.get(processInstanceId);
    const due = isoOrNull(member(task, 'due'));
    if (!instance) continue;
    steps.get(instance.businessKey)?.push({
      processInstanceId,
      processDefinitionKey: instance.definitionKey,
      activityId: text(member(task, 'taskDefinitionKey')),
      name: text(member(task, 'name')),
      type: 'userTask',
      taskId: text(member(task, 'id')),
      assignee: textOrNull(member(task, 'assignee')),
      due,
      late: due !== null && Date.parse(due) < nowMs,
    });
  }
  return steps;
}

/** What waits when no person has to act: external tasks, timers, messages. */
async function readOtherSteps(engine: EngineClient, businessKey: string): Promise<Step[]> {
  const query = new URLSearchParams({ businessKey });
  const steps: Step[] = [];
  for (const row of rowsOf(await ask(engine, 'GET', `/process-instance?${query}`))) {
    const id = text(member(row, 'id'));
    const answer = await engine.request('GET', `/process-instance/${id}/activity-instances`);
    // It may have ended since the list was read.
    if (answer.status !== 200) continue;
    collectLeaves(answer.body, id, text(member(row, 'definitionKey')), steps);
  }
  return steps;
}

function collectLeaves(node: unknown, processInstanceId: string, processDefinitionKey: string, steps: Step[]): void {
  const children = [
    ...rowsOf(member(node, 'childActivityInstances')),
    ...rowsOf(member(node, 'childTransitionInstances')),
  ];
  for (const child of children) collectLeaves(child, processInstanceId, processDefinitionKey, steps);
  const type = text(member(node, 'activityType'));
  // What a call activity waits for is shown by the instance it called.
  if (children.length > 0 || type === 'processDefinition' || type === 'callActivity') return;
  steps.push({
    processInstanceId,
    processDefinitionKey,
    activityId: text(member(node, 'activityId')),
    name: text(member(node, 'activityName')),
    type,
    taskId: null,
    assignee: null,
    due: null,
    late: false,
  });
}

/** Every instance that carries the business key, running or ended, oldest first. @throws when the engine does not answer */
export async function readInstances(engine: EngineClient, businessKey: string): Promise<InstanceRow[]> {
  const query = new URLSearchParams({
    processInstanceBusinessKey: businessKey,
    sortBy: 'startTime',
    sortOrder: 'asc',
  });
  return rowsOf(await ask(engine, 'GET', `/history/process-instance?${query}`)).map((row) => ({
    processInstanceId: text(member(row, 'id')),
    processDefinitionKey: text(member(row, 'processDefinitionKey')),
    processDefinitionId: text(member(row, 'processDefinitionId')),
    state: text(member(row, 'state')),
    startTime: isoOrNull(member(row, 'startTime')) ?? '',
    endTime: isoOrNull(member(row, 'endTime')),
    superProcessInstanceId: textOrNull(member(row, 'superProcessInstanceId')),
  }));
}
