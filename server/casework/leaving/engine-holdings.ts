import { askEngine, unavailable } from '../ask-engine.ts';
import { type EngineClient, engineReason, member, rowsOf } from '../engine-client.ts';

/** A variable of a running instance that names somebody, alone or in a list parted by commas. */
interface NamingVariable {
  executionId: string;
  /** Of a variable that belongs to a task alone. */
  taskId: string | null;
  name: string;
  value: string;
}

/** What one running instance holds of a unit or an agent. */
export interface Holding {
  processInstanceId: string;
  /** null: a task of no process, or an instance without a number. */
  businessKey: string | null;
  /** Key of the process definition; null for a task of no process. */
  processKey: string | null;
  variables: NamingVariable[];
  /** Open tasks that are theirs. */
  assigned: string[];
  /** Open tasks they may take by name. */
  candidate: string[];
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const NO_INSTANCE = '';

const refusal = unavailable('请稍后再次提交，已移交的不会重复');

/** Asks an engine for something that must work. @param actor for whom; @throws Refusal 503 when it does not answer, or refuses */
export const ask = (
  engine: EngineClient,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: unknown,
  actor?: string,
): Promise<unknown> => askEngine(engine, method, path, body, refusal, actor);

/** Everything in the engine that names this id: variables called one of `names`, and open tasks. @throws Refusal 503 */
export async function findHoldings(engine: EngineClient, id: string, names: readonly string[]): Promise<Holding[]> {
  const holdings = new Map<string, Holding>();
  const at = (processInstanceId: string | null): Holding => {
    const key = processInstanceId ?? NO_INSTANCE;
    const known = holdings.get(key);
    if (known) return known;
    const fresh = { businessKey: null, processKey: null, variables: [], assigned: [], candidate: [] };
    const holding: Holding = { processInstanceId: key, ...fresh };
    holdings.set(key, holding);
    return holding;
  };
  for (const name of names) {
    const variableValues = [{ name, operator: 'like', value: `%${id}%` }];
    for (const row of rowsOf(await ask(engine, 'POST', '/variable-instance', { variableName: name, variableValues }))) {
      const [value, executionId] = [text(row['value']), text(row['executionId'])];
      if (value === null || executionId === null || !value.split(',').includes(id)) continue;
      at(text(row['processInstanceId'])).variables.push({ executionId, taskId: text(row['taskId']), name, value });
    }
  }
  for (const row of rowsOf(await ask(engine, 'POST', '/task', { assignee: id }))) {
    at(text(row['processInstanceId'])).assigned.push(String(row['id']));
  }
  for (const row of rowsOf(await ask(engine, 'POST', '/task', { candidateUser: id, includeAssignedTasks: true }))) {
    at(text(row['processInstanceId'])).candidate.push(String(row['id']));
  }
  const processInstanceIds = [...holdings.keys()].filter((one) => one !== NO_INSTANCE);
  if (processInstanceIds.length > 0) {
    for (const row of rowsOf(await ask(engine, 'POST', '/process-instance', { processInstanceIds }))) {
      const holding = at(text(row['id']));
      holding.businessKey = text(row['businessKey']);
      holding.processKey = text(row['definitionKey']);
    }
  }
  return [...holdings.values()];
}

/** Puts `to` where `from` stood, in variables and tasks. What ended meanwhile needs nobody. */
export async function replaceIn(
  engine: EngineClient,
  holding: Holding,
  from: string,
  to: string,
  actor: string | undefined,
): Promise<void> {
  const tell = async (path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') => {
    const answer = await engine.request(method, path, body, actor).catch((error: unknown) => {
      throw refusal(error instanceof Error ? error.message : String(error));
    });
    // A task or an execution that is gone is told by 404, or by 500 with that reason.
    if (answer.status >= 300 && !(await isGone(engine, path))) throw refusal(engineReason(answer));
  };
  for (const { executionId, taskId, name, value } of holding.variables) {
    const put = [...new Set(value.split(',').map((one) => (one === from ? to : one)))].join(',');
    const owner = taskId === null ? `/execution/${executionId}` : `/task/${taskId}`;
    await tell(`${owner}/localVariables/${encodeURIComponent(name)}`, { value: put, type: 'String' }, 'PUT');
  }
  for (const id of holding.candidate) {
    await tell(`/task/${id}/identity-links`, { userId: to, type: 'candidate' });
    await tell(`/task/${id}/identity-links/delete`, { userId: from, type: 'candidate' });
  }
  for (const id of holding.assigned) await tell(`/task/${id}/assignee`, { userId: to });
}

/** Whether the task or execution a path begins with is no more. */
async function isGone(engine: EngineClient, path: string): Promise<boolean> {
  const [, kind, id] = path.split('/');
  return (await engine.request('GET', `/${kind}/${id}`)).status === 404;
}

/** Sets a variable of a scope where the scope has it with the value `from`: the role or level that stands beside an agent. */
export async function replaceBeside(
  engine: EngineClient,
  executionId: string,
  name: string,
  from: string,
  to: string,
  actor: string | undefined,
): Promise<void> {
  const path = `/execution/${executionId}/localVariables/${encodeURIComponent(name)}`;
  const answer = await engine.request('GET', path);
  if (answer.status !== 200 || member(answer.body, 'value') !== from) return;
  await ask(engine, 'PUT', path, { value: to, type: 'String' }, actor);
}
