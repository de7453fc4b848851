import type { JsonClient } from '../json-client.ts';

/** Milliseconds that 95 of 100 calls of each audit question took at most. */
export type Audit = Record<string, number>;

const CALLS = 100;

/** Asks what auditors ask, each time about another instance out of `instances`. */
export async function audit(client: JsonClient, instances: number): Promise<Audit> {
  const key = (call: number) => `scale-waiting-${Math.floor((call * instances) / CALLS)}`;
  const some = await ids(
    client,
    Array.from({ length: CALLS }, (_, call) => key(call)),
  );
  const questions: Record<string, (call: number) => string> = {
    'instance by business key': (call) => `/history/process-instance?processInstanceBusinessKey=${key(call)}`,
    'activities of an instance': (call) => `/history/activity-instance?processInstanceId=${some[call]}`,
    'last 50 incidents': () => '/history/incident?sortBy=createTime&sortOrder=desc&maxResults=50',
    'instances by definition and date': () =>
      '/history/process-instance?processDefinitionKey=scale-waiting&startedAfter=2020-01-01T00:00:00.000%2B0000&sortBy=startTime&sortOrder=desc&maxResults=50',
    'variables by name and value': (call) =>
      `/history/variable-instance?variableName=number&variableValue=${Math.floor((call * instances) / CALLS)}&maxResults=50`,
  };
  const result: Audit = {};
  for (const [name, path] of Object.entries(questions)) {
    const tookMs: number[] = [];
    for (let call = 0; call < CALLS; call += 1) {
      const begin = performance.now();
      await client.get(path(call));
      tookMs.push(performance.now() - begin);
    }
    result[name] = tookMs.sort((a, b) => a - b)[Math.floor(CALLS * 0.95)] ?? 0;
  }
  return result;
}

async function ids(client: JsonClient, keys: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const key of keys) {
    const rows = await client.get(`/history/process-instance?processInstanceBusinessKey=${key}`);
    found.push(String(Reflect.get(Object(Array.isArray(rows) ? rows[0] : undefined), 'id')));
  }
  return found;
}
