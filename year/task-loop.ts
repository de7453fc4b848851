import { randomUUID } from 'node:crypto';
import { type TypedValue, Variables } from 'camunda-external-task-client-js';
import { member, type Row, text, toMs } from '../demo/server.ts';
import type { Send } from '../workers/http.ts';
import type { FetchedTask } from '../workers/job.ts';
import { TOPICS } from '../workers/topics.ts';
import { type Answers, work } from '../workers/worker.ts';
import type { JsonClient } from './json-client.ts';

const LOCK_MS = 600_000;
const POLL_MS = 20_000;
/** As long as so many are being done, the next ones come together before they are fetched, */
const BUSY_WITH = 8;
const GATHER_MS = 5;
/** but not for longer than this. */
const LONGEST_GATHER_MS = 30;

export interface TaskLoop {
  /** Tasks fetched and not answered. */
  readonly inHand: number;
  /** Tasks answered so far. */
  readonly done: number;
  /** What the first task that failed said, if any did: a standing clock would never try it again. */
  readonly trouble: string | undefined;
  stop(): Promise<void>;
}

/**
 * The workers of the house, all topics, fed by a loop that keeps its connections open and takes many tasks at a time. It speaks the same
 * requests as the client the workers use otherwise, with less work between two of them.
 */
export function startTaskLoop(client: JsonClient, url: string, token: string): TaskLoop {
  const workerId = `year-${randomUUID()}`;
  const topics = TOPICS.map(({ name, inputs }) => ({
    topicName: name,
    lockDuration: LOCK_MS,
    ...(inputs ? { variables: inputs } : {}),
  }));
  const handlers = new Map(TOPICS.map((topic) => [topic.name, topic]));
  // Through the same client, so that whoever listens hears what workers are told, too.
  const send: Send = (method, address, _token, body) =>
    client.ask(method === 'GET' || method === 'PUT' ? method : 'POST', address.slice(url.length), body);
  const addresses = { baseUrl: `${url}/engine-rest`, apiUrl: `${url}/api`, token, engineToken: token, send };
  const failed = (detail: object, message: string) => process.stderr.write(`${message}: ${JSON.stringify(detail)}\n`);
  const log = { info() {}, warn: failed, error: failed };
  const state = { inHand: 0, done: 0, stopped: false, trouble: undefined as string | undefined };

  const answer = async (task: FetchedTask, what: string, body: Row) => {
    await client.must('POST', `/engine-rest/external-task/${task.id}/${what}`, { workerId, ...body });
  };
  const service: Answers = {
    complete: (task, variables) => answer(task, 'complete', { variables: plain(variables) }),
    handleBpmnError: (task, errorCode, errorMessage, variables) =>
      answer(task, 'bpmnError', { errorCode, errorMessage, variables: plain(variables) }),
    async handleFailure(task, failure) {
      await answer(task, 'failure', { ...failure });
      // Only now: a task that is gone, because another's word ended its scope, cannot fail any more.
      state.trouble ??= `${task.topicName}: ${failure.errorMessage}`;
    },
  };

  async function run(row: Row): Promise<void> {
    const topic = handlers.get(text(row, 'topicName'));
    if (!topic) return;
    state.inHand += 1;
    await work(topic, { task: toTask(row), askedBy: text(row, 'activityId') }, service, addresses, log);
    state.inHand -= 1;
    state.done += 1;
  }

  async function poll(): Promise<void> {
    const body = { workerId, maxTasks: 100, asyncResponseTimeout: POLL_MS, topics };
    while (!state.stopped) {
      // What is being done has more to come in a moment: one request, one lock and one commit for many of them.
      if (state.inHand > 0) await pause(GATHER_MS);
      for (let ms = GATHER_MS; state.inHand > BUSY_WITH && ms < LONGEST_GATHER_MS; ms += GATHER_MS)
        await pause(GATHER_MS);
      for (const row of await client.rows('POST', '/engine-rest/external-task/fetchAndLock', body)) void run(row);
    }
  }

  const polling = poll().catch((error: unknown) => {
    if (!state.stopped) state.trouble ??= `no task can be fetched: ${String(error)}`;
  });
  return {
    get inHand() {
      return state.inHand;
    },
    get done() {
      return state.done;
    },
    get trouble() {
      return state.trouble;
    },
    async stop() {
      state.stopped = true;
      client.close();
      await polling;
    },
  };
}

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Variables as the contract writes them; the client keeps types in small letters and times as it pleases. */
function plain(variables: Variables | undefined): Row {
  const written: Row = {};
  for (const [name, { value, type }] of Object.entries(variables?.getAllTyped() ?? {})) {
    const isTime = type.toLowerCase() === 'date' && value !== null;
    written[name] = {
      value: isTime ? new Date(value as string).toISOString().replace('Z', '+0000') : value,
      type: type.charAt(0).toUpperCase() + type.slice(1),
    };
  }
  return written;
}

/** A fetched row as the handlers see it. */
function toTask(row: Row): FetchedTask {
  const variables = new Variables();
  for (const [name, typed] of Object.entries(Object(member(row, 'variables')) as Record<string, TypedValue>)) {
    const isTime = typed.type === 'Date' && typeof typed.value === 'string';
    variables.setTyped(name, isTime ? { ...typed, value: new Date(toMs(typed.value) ?? Number.NaN) } : typed);
  }
  const retries = member(row, 'retries');
  return {
    id: text(row, 'id'),
    topicName: text(row, 'topicName'),
    processInstanceId: text(row, 'processInstanceId'),
    businessKey: text(row, 'businessKey'),
    retries: typeof retries === 'number' ? retries : null,
    variables,
  };
}
