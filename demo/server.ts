/** A JSON object as it came over the wire. */
export type Row = Record<string, unknown>;

export interface Answer {
  status: number;
  body: unknown;
}

/** The server the demo plays against: the engine's contract, the register and the clock. */
export interface Server {
  engine(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** A list of the engine's. */
  rows(path: string, body?: unknown): Promise<Row[]>;
  api(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
  /** As `api`, but a refusal is an answer like any other. */
  tryApi(method: 'POST', path: string, body: unknown): Promise<Answer>;
  /** Milliseconds since 1970 on the server's clock. */
  now(): Promise<number>;
  moveClockTo(epochMs: number): Promise<void>;
}

/** @param url without `/engine-rest` or `/api`; @param token of the house: the demo acts for everybody */
export function connect(url: string, token: string): Server {
  const base = url.replace(/\/$/, '');
  const authorization = `Bearer ${token}`;

  async function request(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return toAnswer(answer.status, await answer.text());
  }

  async function must(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await request(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  const server: Server = {
    engine: (method, path, body) => must(method, `/engine-rest${path}`, body),
    rows: async (path, body) => toRows(await must(body === undefined ? 'GET' : 'POST', `/engine-rest${path}`, body)),
    api: (method, path, body) => must(method, `/api${path}`, body),
    tryApi: (method, path, body) => request(method, `/api${path}`, body),
    async now() {
      const answer = await request('GET', '/api/test/clock');
      if (answer.status !== 200) throw new Error('the server has no clock to move: start it with CLOCK=manual');
      return toMs(member(answer.body, 'now')) ?? 0;
    },
    async moveClockTo(epochMs) {
      await must('POST', '/api/test/clock', { to: new Date(epochMs).toISOString() });
    },
  };
  return server;
}

/** What came over the wire: JSON where it is some, else its text; null for nothing. */
export function toAnswer(status: number, text: string): Answer {
  try {
    return { status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { status, body: text };
  }
}

/** A member of an object, undefined when there is none. */
export function member(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
}

/** A member that is a text, else an empty one. */
export function text(row: unknown, key: string): string {
  const value = member(row, key);
  return typeof value === 'string' ? value : '';
}

/** The objects of a list; empty when it is none. */
export function toRows(body: unknown): Row[] {
  return Array.isArray(body) ? body.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
}

/** Milliseconds since 1970 of a time as either side writes it, or null. */
export function toMs(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? null : ms;
}
