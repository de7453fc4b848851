import { Client, pause, rowsOf } from './client.ts';
import type { Ledger } from './ledger.ts';

const PATIENCE_MS = 180_000;
const ELEMENTS = ['begin', 'left', 'right', 'joined', 'message', 'timer', 'end'];
const instances = (key: string) =>
  `/engine-rest/history/process-instance?processDefinitionKey=${key}&sortBy=instanceId&sortOrder=asc`;

/** Waits until what has begun has ended, and every petition has its process. */
export async function settle(url: string): Promise<void> {
  const client = new Client(url);
  const count = async (path: string, member: string): Promise<number> =>
    Number(Reflect.get(Object((await client.ask('GET', path))?.body), member));
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const running = await count('/engine-rest/process-instance/count?processDefinitionKey=crash', 'count');
    const petitions = await count('/api/petitions?maxResults=0', 'total');
    const begun = await count(
      '/engine-rest/history/process-instance/count?processDefinitionKey=petition-intake',
      'count',
    );
    if (running === 0 && petitions <= begun) return;
    if (performance.now() > endMs) {
      const jobs = rowsOf((await client.ask('GET', '/engine-rest/incident?maxResults=3'))?.body);
      throw new Error(
        `${running} instances do not end; ${petitions} petitions, ${begun} begun; ${JSON.stringify(jobs)}`,
      );
    }
    await pause(200);
  }
}

/** Everything that was lost or happened twice, in words; empty when all is well. Only while nothing is written. */
export async function verify(url: string, ledger: Ledger): Promise<string[]> {
  const client = new Client(url);
  return [
    ...(await verifyStarts(client, ledger)),
    ...(await verifySteps(client)),
    ...(await verifyCompletions(client, ledger)),
    ...(await verifyPetitions(client, ledger)),
  ];
}

async function verifyStarts(client: Client, { starts, messages }: Ledger): Promise<string[]> {
  const wrong: string[] = [];
  const found = new Map<string, string[]>();
  const ids = new Set<string>();
  for await (const row of client.rows(instances('crash'))) {
    ids.add(String(row['id']));
    add(found, String(row['businessKey']), String(row['id']));
    if (row['state'] !== 'COMPLETED') wrong.push(`instance ${row['id']} is ${row['state']}`);
  }
  for (const [businessKey, id] of starts) {
    const there = found.get(businessKey) ?? [];
    if (there.length > 1) wrong.push(`start ${businessKey} happened ${there.length} times`);
    if (id !== null && !there.includes(id)) wrong.push(`start ${businessKey} was acknowledged and is lost`);
  }
  for (const businessKey of found.keys()) if (!starts.has(businessKey)) wrong.push(`nobody started ${businessKey}`);
  for (const [id, { acknowledged }] of messages) {
    if (acknowledged > 1) wrong.push(`the message to ${id} was taken ${acknowledged} times`);
    if (acknowledged > 0 && !ids.has(id)) wrong.push(`the message to ${id} was acknowledged and is lost`);
  }
  return wrong;
}

/** A join that fired twice, a timer or a message that did, would have made a second token, and that a second row. */
async function verifySteps(client: Client): Promise<string[]> {
  const passed = new Map<string, Map<string, number>>();
  const path = '/engine-rest/history/activity-instance?processDefinitionId=';
  for await (const definition of client.rows('/engine-rest/process-definition?key=crash')) {
    for await (const row of client.rows(`${path}${definition['id']}&sortBy=instanceId&sortOrder=asc`)) {
      const instanceId = String(row['processInstanceId']);
      const counts = passed.get(instanceId) ?? new Map<string, number>();
      passed.set(instanceId, counts);
      counts.set(String(row['activityId']), (counts.get(String(row['activityId'])) ?? 0) + 1);
    }
  }
  return [...passed].flatMap(([id, counts]) =>
    ELEMENTS.filter((element) => counts.get(element) !== 1).map(
      (element) => `${element} of ${id} was passed ${counts.get(element) ?? 0} times`,
    ),
  );
}

async function verifyCompletions(client: Client, { completions }: Ledger): Promise<string[]> {
  const wrong: string[] = [];
  const succeeded = new Map<string, number>();
  for await (const row of client.rows(
    '/engine-rest/history/external-task-log?successLog=true&processDefinitionKey=crash',
  )) {
    const id = String(row['externalTaskId']);
    succeeded.set(id, (succeeded.get(id) ?? 0) + 1);
  }
  for (const [id, times] of succeeded) {
    if (times > 1) wrong.push(`task ${id} was completed ${times} times`);
    if (!completions.has(id)) wrong.push(`nobody completed task ${id}`);
  }
  for (const [id, { acknowledged }] of completions) {
    if (acknowledged > 1) wrong.push(`the completion of ${id} was acknowledged ${acknowledged} times`);
    if (acknowledged > 0 && !succeeded.has(id)) wrong.push(`the completion of ${id} was acknowledged and is lost`);
  }
  return wrong;
}

async function verifyPetitions(client: Client, { petitions }: Ledger): Promise<string[]> {
  const wrong: string[] = [];
  const begun = new Map<string, string[]>();
  for await (const row of client.rows(instances('petition-intake')))
    add(begun, String(row['businessKey']), String(row['id']));
  const keysByMark = new Map<string, string[]>();
  for await (const { businessKey } of client.rows('/api/petitions?sortBy=businessKey&sortOrder=asc', 200)) {
    const key = String(businessKey);
    const times = begun.get(key)?.length ?? 0;
    if (times !== 1) wrong.push(`petition ${key} has ${times} processes`);
    const { body } = (await client.ask('GET', `/api/petitions/${key}`)) ?? {};
    add(keysByMark, /编号甲\d+/.exec(JSON.stringify(body))?.[0] ?? '', key);
  }
  for (const [mark, key] of petitions) {
    const keys = keysByMark.get(mark) ?? [];
    if (keys.length > 1) wrong.push(`petition ${mark} was registered ${keys.length} times`);
    if (key !== null && !keys.includes(key)) wrong.push(`petition ${mark} was acknowledged as ${key} and is lost`);
  }
  const registered = [...keysByMark.values()].flat();
  if (begun.size !== registered.length) wrong.push(`${begun.size} processes for ${registered.length} petitions`);
  return wrong;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
