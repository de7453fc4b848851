import { Variables } from 'camunda-external-task-client-js';
import { askEngine, askRegister, overConnections, type Send, type Token } from './http.ts';
import {
  BusinessOutcome,
  type FetchedTask,
  type Job,
  type Outputs,
  plainValue,
  type Topic,
  typedValue,
} from './job.ts';
import type { KnownTables } from './read-table.ts';

export interface WorkerAddresses {
  /** With `/engine-rest`, without trailing slash. */
  baseUrl: string;
  /** With `/api`, without trailing slash. */
  apiUrl: string;
  /** Shown to the register. */
  token: Token;
  /** Shown to the engine. */
  engineToken: Token;
  /** How its requests are sent; over HTTP when nothing is said. */
  send?: Send;
}

/** How an answer reaches the engine; the client's task service is one. */
export interface Answers {
  complete(task: FetchedTask, variables?: Variables): Promise<void>;
  handleFailure(
    task: FetchedTask,
    failure: { errorMessage: string; errorDetails: string; retries: number; retryTimeout: number },
  ): Promise<void>;
  handleBpmnError(task: FetchedTask, errorCode: string, errorMessage?: string, variables?: Variables): Promise<void>;
}

export interface WorkerLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** Attempts before the engine raises an incident. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1000;
const COMPLETE_ATTEMPTS = 3;

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Runs one external task to its answer. Never throws: a task whose answer cannot be given stays locked until its lock runs out. */
export async function work(
  topic: Topic,
  { task, askedBy }: Pick<Job, 'task' | 'askedBy'>,
  service: Answers,
  addresses: WorkerAddresses,
  log: WorkerLog,
): Promise<void> {
  const where = { topic: topic.name, taskId: task.id };
  try {
    const outputs = await topic.handle(toJob(task, askedBy, addresses));
    await answer(() => service.complete(task, toVariables(topic, outputs)));
  } catch (error) {
    try {
      if (error instanceof BusinessOutcome) {
        await service.handleBpmnError(task, error.code, error.message, toVariables(topic, error.outputs));
        return;
      }
      await fail(task, service, error);
      log.warn({ ...where, kind: kindOf(error) }, 'task failed and will be tried again');
    } catch (second) {
      const kinds = { kind: kindOf(second), first: kindOf(error) };
      // Somebody else's step took the task away meanwhile: what one party says may end what another was asked.
      if (statusOf(second) === 404) log.info({ ...where, ...kinds }, 'task is gone: nobody waits for its answer');
      else log.error({ ...where, ...kinds }, 'task keeps its lock until that runs out');
    }
  }
}

/** Gives an answer, again after a short pause where the engine was only busy or could not be reached. */
async function answer(send: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const status = statusOf(error);
      const passing = status === undefined || status === 503;
      if (!passing || attempt === COMPLETE_ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * attempt);
    }
  }
}

/** With which status the engine refused; undefined when it was not reached. */
const statusOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'httpStatusCode') : undefined;

async function fail(task: FetchedTask, service: Answers, error: unknown): Promise<void> {
  const left = (task.retries ?? ATTEMPTS) - 1;
  const failures = ATTEMPTS - left;
  await service.handleFailure(task, {
    errorMessage: reasonOf(error),
    errorDetails: error instanceof Error ? (error.stack ?? error.message) : String(error),
    retries: Math.max(left, 0),
    // The last failure leaves no pause: once a person has given it new retries it is to run at once.
    retryTimeout: left > 0 ? FIRST_PAUSE_MS * 4 ** Math.max(failures - 1, 0) : 0,
  });
}

/** What tables said to those who work for one engine. */
const known = new WeakMap<WorkerAddresses, KnownTables>();

function knownTablesOf(addresses: WorkerAddresses): KnownTables {
  const tables = known.get(addresses) ?? new Map();
  known.set(addresses, tables);
  return tables;
}

function toJob(task: FetchedTask, askedBy: string, to: WorkerAddresses): Job {
  const { send = overConnections } = to;
  return {
    task,
    askedBy,
    read: (name) => plainValue(task.variables.getTyped(name)),
    askRegister: (topic, body) => askRegister(send, to.apiUrl, to.token, topic, body),
    askEngine: (method, path, body) => askEngine(send, to.baseUrl, to.engineToken, method, path, body),
    knownTables: knownTablesOf(to),
  };
}

/** Every output of the topic, null where the handler said nothing: a variable must never keep its value of an earlier pass. */
function toVariables(topic: Topic, outputs: Outputs): Variables {
  const variables = new Variables();
  for (const [name, type] of Object.entries(topic.outputs)) {
    variables.setTyped(name, typedValue(outputs[name] ?? null, type));
  }
  if (topic.moreOutputs) {
    for (const [name, value] of Object.entries(outputs)) {
      if (!(name in topic.outputs)) variables.setTyped(name, typedValue(value, 'String'));
    }
  }
  return variables;
}

/** What may be logged of an error: a message may quote what somebody wrote. The task's failure holds it for those who may read it. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, httpStatusCode } = error as { code?: unknown; httpStatusCode?: unknown };
  const details = [code, httpStatusCode].filter((detail) => typeof detail === 'string' || typeof detail === 'number');
  const kind = [error.name, ...details].join(' ');
  return error.cause instanceof Error ? `${kind}: ${kindOf(error.cause)}` : kind;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch hides why it failed in the cause
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
