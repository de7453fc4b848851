import { AS_HOUSE } from '../house-token.ts';

export type Row = Record<string, unknown>;

export interface Answer {
  status: number;
  body: unknown;
}

const TIMEOUT_MS = 15_000;

/** Asks a server that may die at any moment; undefined when no answer came. */
export class Client {
  readonly #url: string;
  constructor(url: string) {
    this.#url = url;
  }

  async ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer | undefined> {
    try {
      const answer = await fetch(this.#url + path, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { ...AS_HOUSE, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }

  /** All rows of a list, page by page; only while nothing is written. @throws Error when one does not come */
  async *rows(path: string, pageSize = 2_000): AsyncGenerator<Row> {
    for (let first = 0; ; first += pageSize) {
      const page = `${path}${path.includes('?') ? '&' : '?'}firstResult=${first}&maxResults=${pageSize}`;
      const answer = await this.ask('GET', page);
      if (answer?.status !== 200)
        throw new Error(`${page} answered ${answer?.status}: ${JSON.stringify(answer?.body)}`);
      const rows = rowsOf(answer.body);
      yield* rows;
      if (rows.length < pageSize) return;
    }
  }
}

export function rowsOf(body: unknown): Row[] {
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items)) return body.items;
  return [];
}

export const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));
