import type { Task, TypedValue } from 'camunda-external-task-client-js';
import type { KnownTables } from './read-table.ts';

/** Wire types a worker answers with. */
export type VariableType = 'String' | 'Boolean' | 'Integer' | 'Double' | 'Date';

/** What a handler answers: the value of each output; times as ISO text or milliseconds since 1970. */
export type Outputs = Record<string, string | number | boolean | null>;

/** An answer over HTTP, whatever its status. */
export interface Answer {
  status: number;
  body: unknown;
}

/** What a handler may know of a fetched task. */
export type FetchedTask = Pick<
  Task,
  'id' | 'topicName' | 'processInstanceId' | 'businessKey' | 'retries' | 'variables'
>;

/** One external task as a handler sees it. */
export interface Job {
  task: FetchedTask;
  /** Id of the element of the diagram that asks; only a reminder needs it, to say of what it reminds. */
  askedBy: string;
  /** The variable's value: text, number, boolean, ISO text for a Date; null when it is absent or null. */
  read(name: string): string | number | boolean | null;
  /** Asks the register: `POST /api/work/{topic}`. @throws BusinessOutcome, or Error for anything else that is no success */
  askRegister(topic: string, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Asks the engine; paths begin below `/engine-rest`. @throws Error unless the answer is a success */
  askEngine(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
  /** What this engine's tables said before, for `readTable`. */
  knownTables: KnownTables;
}

/** A topic: what it answers and how. */
export interface Topic {
  name: string;
  /** The variables it reads: no others are fetched; all of them when nothing is said. */
  inputs?: readonly string[];
  /** Every output with its type; a handler that leaves one out answers null for it. */
  outputs: Readonly<Record<string, VariableType>>;
  handle(job: Job): Promise<Outputs>;
  /** Outputs whose names are only known when the work is done (periods by step); all of type String. */
  moreOutputs?: boolean;
}

/** A business outcome: the process catches it as a BPMN error. */
export class BusinessOutcome extends Error {
  readonly code: string;
  readonly outputs: Outputs;

  constructor(code: string, message: string, outputs: Outputs) {
    super(message);
    this.name = 'BusinessOutcome';
    this.code = code;
    this.outputs = outputs;
  }
}

/** The plain value of a variable as the client hands it over. The client makes 1970 of a Date that is null. */
export function plainValue(typed: TypedValue | null): string | number | boolean | null {
  const value = typed?.value;
  if (value instanceof Date) return value.getTime() === 0 || Number.isNaN(value.getTime()) ? null : value.toISOString();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A value as the engine's contract writes it. */
export function typedValue(value: string | number | boolean | null, type: VariableType): TypedValue {
  if (type === 'Date' && value !== null) {
    const moment = new Date(typeof value === 'boolean' ? Number.NaN : value);
    return { value: moment.toISOString().replace(/Z$/, '+0000'), type, valueInfo: {} };
  }
  return { value, type, valueInfo: {} };
}

/** A member of a body that is an object, else undefined. */
export function member(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
}

/** The values among the members of an object that a variable can hold. */
export function toOutputs(body: unknown): Outputs {
  const outputs: Outputs = {};
  if (typeof body !== 'object' || body === null) return outputs;
  for (const [key, value] of Object.entries(body)) {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      outputs[key] = value;
    }
  }
  return outputs;
}
