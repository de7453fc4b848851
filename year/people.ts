import { member, type Row, text, toMs } from '../demo/server.ts';
import type { Agenda } from './agenda.ts';
import { ANSWERS, type Matter, rate, type Variables } from './answers.ts';
import { effortDaysOf } from './efforts.ts';
import { initiativesOf } from './initiatives.ts';
import type { JsonClient } from './json-client.ts';
import type { KnownMatters } from './matters-known.ts';

const DAY_MS = 86_400_000;
/** Instances asked for in one request. */
const AT_ONCE = 500;

/** What the petitioner, the unit or the office does about something a process waits for. */
interface Reply {
  message: string;
  /** Variable of the waiting instance that tells what is meant, and the member of the answer it goes into. */
  about: string;
  as: string;
  /** How long they take, in days, or null when they never answer. */
  days(matter: Matter, count: number): number | null;
  body(matter: Matter, count: number): Row;
}

const REPLIES: Readonly<Record<string, Reply>> = {
  MSG_DELIVERY_CONFIRMED: {
    message: 'delivery-confirmation',
    about: 'docId',
    as: 'documentId',
    days: ({ draws }, count) =>
      draws.chance(0.85, `signs-${count}`) ? draws.between(0.5, 5, `signs-after-${count}`) : null,
    body: () => ({}),
  },
  MSG_SUPERVISION_REPLY: {
    message: 'supervision-reply',
    about: 'orderNo',
    as: 'orderNo',
    days: ({ draws }, count) =>
      draws.chance(0.9, `replies-${count}`) ? draws.between(0.3, 4, `replies-after-${count}`) : null,
    body: () => ({ reply: '已到现场核实，正在抓紧办理，按期答复。' }),
  },
  MSG_SATISFACTION_ANSWER: {
    message: 'satisfaction-answer',
    about: 'token',
    as: 'token',
    days: ({ draws }, count) =>
      draws.chance(0.6, `rates-${count}`) ? draws.between(0.3, 6, `rates-after-${count}`) : null,
    body: ({ draws }, count) => {
      const own = draws.under(`rating-${count}`);
      return { ...rate(own), wantsReopen: own.chance(0.02, 'reopen') };
    },
  },
};

/** Everybody who has something to do with a petition: agents, units, leaders, petitioners. They see open tasks and waiting processes, and put down when they will act. */
export class People {
  readonly #client: JsonClient;
  readonly #agenda: Agenda;
  readonly #matters: KnownMatters;
  /** Tasks and waiting instances already on the agenda. */
  readonly #seen = new Set<string>();

  constructor(client: JsonClient, agenda: Agenda, matters: KnownMatters) {
    this.#client = client;
    this.#agenda = agenda;
    this.#matters = matters;
  }

  /** Looks at the tasks that came up since a moment. */
  async lookAtTasks(sinceMs: number): Promise<void> {
    const since = encodeURIComponent(engineTime(sinceMs - 1));
    const tasks = (await this.#client.rows('GET', `/engine-rest/task?createdAfter=${since}`)).filter((task) =>
      this.#isNew(text(task, 'id')),
    );
    const keys = await this.#businessKeys(tasks.map((task) => text(task, 'processInstanceId')));
    const known = tasks.map((task) => ({ task, businessKey: keys.get(text(task, 'processInstanceId')) ?? '' }));
    for (const { task, businessKey } of known.toSorted(byKeyThenName)) {
      if (businessKey !== '') this.#putDown(task, this.#matters.get(businessKey));
    }
  }

  /** Looks at what processes wait to be told. */
  async lookAtMessages(nowMs: number): Promise<void> {
    const kinds = Object.entries(REPLIES);
    const looks = kinds.map(([messageName, reply]) => this.#lookAtWaiting(messageName, reply.about));
    for (const [at, waiting] of (await Promise.all(looks)).entries()) {
      const reply = kinds[at]?.[1];
      if (!reply) continue;
      for (const { businessKey, about } of waiting.toSorted((a, b) => compare(a.businessKey, b.businessKey))) {
        this.#promise(reply, this.#matters.get(businessKey), about, nowMs);
      }
    }
  }

  /** Instances that newly wait for a message, with the variable that tells what it is about. */
  async #lookAtWaiting(messageName: string, variable: string): Promise<{ businessKey: string; about: unknown }[]> {
    const query = `messageEventSubscriptionName=${messageName}`;
    const instances = (await this.#client.rows('GET', `/engine-rest/execution?${query}`))
      .filter((execution) => this.#isNew(text(execution, 'id')))
      .map((execution) => text(execution, 'processInstanceId'));
    const [keys, about] = await Promise.all([this.#businessKeys(instances), this.#variables(instances, variable)]);
    return instances
      .map((instance) => ({ businessKey: keys.get(instance) ?? '', about: about.get(instance) }))
      .filter(({ businessKey }) => businessKey !== '');
  }

  #promise(reply: Reply, matter: Matter, about: unknown, nowMs: number): void {
    const count = this.#matters.count(matter.businessKey, reply.message);
    const days = reply.days(matter, count);
    if (days === null) return;
    const body = { ...reply.body(matter, count), ...(about === undefined ? {} : { [reply.as]: about }) };
    this.#agenda.put({
      atMs: nowMs + days * DAY_MS,
      owner: matter.businessKey,
      act: () => this.#say(matter, reply.message, body),
    });
  }

  /** Says something that a process may wait for; when it does not any more, nothing happens. */
  async #say(matter: Matter, message: string, body: Row): Promise<void> {
    const path = `/api/petitions/${matter.businessKey}/messages/${message}`;
    const { status, body: said } = await this.#client.ask('POST', path, body);
    if (status !== 200 && status !== 409) throw new Error(`${message} was refused: ${JSON.stringify(said)}`);
  }

  #putDown(task: Row, matter: Matter): void {
    const name = text(task, 'taskDefinitionKey');
    const count = this.#matters.count(matter.businessKey, name);
    const draws = matter.draws.under(`${name}-${count}`);
    const createdMs = toMs(member(task, 'created')) ?? 0;
    const owner = matter.businessKey;
    this.#agenda.put({
      owner,
      atMs: createdMs + effortDaysOf(name, draws, matter) * DAY_MS,
      act: () =>
        this.#complete(text(task, 'id'), (nowMs) => ANSWERS[name]?.(draws, matter, count, nowMs) ?? {}, createdMs),
    });
    for (const { afterDays, path, body } of initiativesOf(name, count, task, matter)) {
      this.#agenda.put({ owner, atMs: createdMs + afterDays * DAY_MS, act: () => this.#take(path, body) });
    }
  }

  /** Somebody acts of their own accord; the office may say that it cannot be. */
  async #take(path: string, body: Row): Promise<void> {
    const { status, body: said } = await this.#client.ask('POST', path, body);
    if (status >= 300 && status !== 409) throw new Error(`${path} answered ${status}: ${JSON.stringify(said)}`);
  }

  async #complete(taskId: string, answer: (nowMs: number) => Variables, nowMs: number): Promise<void> {
    const variables = Object.fromEntries(Object.entries(answer(nowMs)).map(([name, value]) => [name, typed(value)]));
    const { status, body } = await this.#client.ask('POST', `/engine-rest/task/${taskId}/complete`, { variables });
    if (status === 204) return;
    // A boundary event or another's decision took the task away before.
    if (status === 404 || /cannot find task/i.test(JSON.stringify(body))) return;
    throw new Error(`task ${taskId} was not completed: ${status} ${JSON.stringify(body)}`);
  }

  #isNew(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }

  async #businessKeys(instances: readonly string[]): Promise<Map<string, string>> {
    const keys = new Map<string, string>();
    for (const processInstanceIds of portions(instances)) {
      for (const row of await this.#client.rows('POST', '/engine-rest/process-instance', { processInstanceIds })) {
        keys.set(text(row, 'id'), text(row, 'businessKey'));
      }
    }
    return keys;
  }

  async #variables(instances: readonly string[], variableName: string): Promise<Map<string, unknown>> {
    const values = new Map<string, unknown>();
    for (const processInstanceIdIn of portions(instances)) {
      const body = { processInstanceIdIn, variableName };
      for (const row of await this.#client.rows('POST', '/engine-rest/variable-instance', body)) {
        if (member(row, 'value') !== null) values.set(text(row, 'processInstanceId'), member(row, 'value'));
      }
    }
    return values;
  }
}

function portions(ids: readonly string[]): string[][] {
  const unique = [...new Set(ids)];
  return Array.from({ length: Math.ceil(unique.length / AT_ONCE) }, (_, at) =>
    unique.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type KnownTask = { task: Row; businessKey: string };

/** The machines finish in any order; people look at things in one. */
function byKeyThenName(a: KnownTask, b: KnownTask): number {
  return (
    compare(a.businessKey, b.businessKey) ||
    compare(text(a.task, 'taskDefinitionKey'), text(b.task, 'taskDefinitionKey'))
  );
}

/** A time as the engine's contract writes it. */
export const engineTime = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000');

function typed(value: string | number | boolean | Date): { value: unknown; type: string } {
  if (value instanceof Date) return { value: engineTime(value.getTime()), type: 'Date' };
  const type = typeof value === 'boolean' ? 'Boolean' : typeof value === 'number' ? 'Integer' : 'String';
  return { value, type };
}
