import { Agent, type IncomingMessage, request } from 'node:http';
import { type Answer, type Row, toAnswer, toRows } from '../demo/server.ts';

/** The server that is played against, over connections that stay open. */
export interface JsonClient {
  /** @param path with `/api` or `/engine-rest` */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer>;
  /** As `ask`. @throws Error unless the answer is a success */
  must(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
  /** As `must`, for lists. */
  rows(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Row[]>;
  close(): void;
}

/** A connection that nobody used for so long is given up, long before the server does it just as it is used again (72 s). */
const IDLE_MS = 30_000;

/** Told of every answer: its path and its text. */
export type Listener = (path: string, text: string) => void;

/** @param token of the house: the year acts for everybody; @param connections how many may be open at once */
export function connect(url: string, token: string, connections: number, listen?: Listener): JsonClient {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true, timeout: IDLE_MS });

  function send(method: string, path: string, body: unknown, again = false): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const authorization = `Bearer ${token}`;
    const headers = { authorization, ...(text === undefined ? {} : { 'content-type': 'application/json' }) };
    return new Promise((resolve, reject) => {
      const outgoing = request({ agent, hostname, port, method, path, headers }, (incoming: IncomingMessage) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const said = Buffer.concat(chunks).toString();
          listen?.(path, said);
          resolve(toAnswer(incoming.statusCode ?? 0, said));
        });
      });
      outgoing.on('error', (error) => {
        // Closed before the request was heard, as can be seen by nobody in time: another connection hears it.
        const closedBefore = outgoing.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (closedBefore && !again) resolve(send(method, path, body, true));
        else reject(error);
      });
      outgoing.end(text);
    });
  }

  const client: JsonClient = {
    ask: (method, path, body) => send(method, path, body),
    async must(method, path, body) {
      const answer = await send(method, path, body);
      if (answer.status >= 200 && answer.status < 300) return answer.body;
      const said = JSON.stringify(answer.body).slice(0, 500);
      // Named as the workers' own client names it: they ask again only where nobody answered.
      throw Object.assign(new Error(`${method} ${path} answered ${answer.status}: ${said}`), {
        httpStatusCode: answer.status,
      });
    },
    rows: async (method, path, body) => toRows(await client.must(method, path, body)),
    close: () => agent.destroy(),
  };
  return client;
}
