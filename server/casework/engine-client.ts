import { ACTING_FOR } from '../identity/viewer.ts';

/** An engine as the register sees it: its REST contract, wherever it runs. Paths begin below `/engine-rest`. */
export interface EngineClient {
  /**
   * @param body sent as JSON, or as it is when it is a `FormUpload`
   * @param actor the person for whom it is done: whom the engine's operation log names, where the engine believes the house
   * @returns the answer whatever its status; `body` is parsed JSON, text, or null when there is none. @throws when no answer came.
   */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    actor?: string,
  ): Promise<EngineAnswer>;
}

export interface EngineAnswer {
  status: number;
  body: unknown;
}

/** What is asked of a Fastify instance: its `inject`, by structure, so that this file knows nothing of the engine's plugin. */
interface Injectable {
  inject(options: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    url: string;
    headers?: Record<string, string>;
    payload?: string;
  }): Promise<{ statusCode: number; body: string }>;
}

/** A form upload (multipart/form-data) of texts, for deployments. */
export class FormUpload {
  readonly contentType: string;
  readonly payload: string;

  /** @param boundary a text that occurs in none of the values; @param files by name */
  constructor(boundary: string, fields: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) {
    const quoted = (text: string) => text.replace(/["\r\n]/g, encodeURIComponent);
    const part = (name: string, more: string, value: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"${more}\r\n\r\n${value}\r\n`;
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    this.payload = [
      ...Object.entries(fields).map(([name, value]) => part(name, '', value)),
      ...Object.entries(files).map(([name, value]) => part(name, `; filename="${quoted(name)}"`, value)),
      `--${boundary}--\r\n`,
    ].join('');
  }
}

const typeOf = (body: unknown): string => (body instanceof FormUpload ? body.contentType : 'application/json');
const payloadOf = (body: unknown): string => (body instanceof FormUpload ? body.payload : JSON.stringify(body));

const HEADERS = { 'content-type': 'application/json', host: '127.0.0.1' };

/** Talks to the engine in this process with no socket. @param token with which the house shows itself; @param prefix where the engine is mounted */
export function injectedEngine(app: Injectable, token: string, prefix = '/engine-rest'): EngineClient {
  const authorization = `Bearer ${token}`;
  return {
    async request(method, path, body, actor) {
      const who = { authorization, ...(actor === undefined ? {} : { [ACTING_FOR]: encodeURIComponent(actor) }) };
      const answer = await app.inject(
        body === undefined
          ? { method, url: prefix + path, headers: { host: HEADERS.host, ...who } }
          : {
              method,
              url: prefix + path,
              headers: { ...HEADERS, ...who, 'content-type': typeOf(body) },
              payload: payloadOf(body),
            },
      );
      return { status: answer.statusCode, body: parseBody(answer.body) };
    },
  };
}

/** Talks to an engine elsewhere. @param baseUrl with `/engine-rest`, e.g. `http://127.0.0.1:8080/engine-rest` */
export function httpEngine(baseUrl: string, timeoutMs = 10_000): EngineClient {
  const base = baseUrl.replace(/\/$/, '');
  return {
    async request(method, path, body) {
      const answer = await fetch(base + path, {
        method,
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { headers: { 'content-type': typeOf(body) }, body: payloadOf(body) }),
      });
      return { status: answer.status, body: parseBody(await answer.text()) };
    },
  };
}

function parseBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A member of an answer that is an object, else undefined. */
export function member(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
}

/** The rows of an answer that is a list of objects; an empty list otherwise. */
export function rowsOf(body: unknown): Record<string, unknown>[] {
  if (!Array.isArray(body)) return [];
  return body.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null);
}

/** What an engine's error answer says, for logs. */
export function engineReason(answer: EngineAnswer): string {
  const message = member(answer.body, 'message');
  return `engine answered ${answer.status}: ${typeof message === 'string' ? message : JSON.stringify(answer.body)}`;
}
