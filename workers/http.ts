import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overTls } from 'node:https';
import { type Answer, BusinessOutcome, member, toOutputs } from './job.ts';

const TIMEOUT_MS = 15_000;
/**
 * Connections that may be open at once to one address; they stay open, and keep no process from ending. One that nobody used for a while is
 * given up, long before a server does it just as it is used again.
 */
const KEPT_OPEN = { keepAlive: true, maxSockets: 64, timeout: 30_000 };
// Not `fetch`: it takes several times the processor time of a worker's whole task.
const plain = { send: overHttp, agent: new HttpAgent(KEPT_OPEN) };
const closed = { send: overTls, agent: new HttpsAgent(KEPT_OPEN) };

/** How a worker shows itself: a service token, or null where everybody is let in. */
export type Token = string | null;

/** The header that carries a token. */
export const authorizationOf = (token: Token): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };

/** How a request is sent and answered, whatever its status. @throws when no answer came */
export type Send = (method: string, url: string, token: Token, body?: unknown) => Promise<Answer>;

/** Over HTTP. */
export const overConnections: Send = (method, url, token, body) => {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const headers = { ...authorizationOf(token), ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
  const { send, agent } = url.startsWith('https:') ? closed : plain;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method, headers, agent, timeout: TIMEOUT_MS }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve(toAnswer(answer.statusCode ?? 0, Buffer.concat(chunks).toString())));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} seconds`)));
    outgoing.on('error', reject);
    outgoing.end(json);
  });
};

function toAnswer(status: number, text: string): Answer {
  try {
    return { status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { status, body: text };
  }
}

/** Asks the register. @throws BusinessOutcome for a 409 with `ERR_…`, Error with the reasons otherwise */
export async function askRegister(
  send: Send,
  apiUrl: string,
  token: Token,
  topic: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await send('POST', `${apiUrl}/work/${topic}`, token, body);
  if (answer.status === 200) return toOutputs(answer.body);
  const errors = member(answer.body, 'errors');
  const reasons = Array.isArray(errors)
    ? errors.map((error: unknown) => String(member(error, 'reason'))).join('；')
    : '';
  const code = member(answer.body, 'code');
  if (answer.status === 409 && typeof code === 'string' && code.startsWith('ERR_')) {
    throw new BusinessOutcome(code, reasons, toOutputs(member(answer.body, 'variables')));
  }
  throw new Error(`register answered ${answer.status} to ${topic}: ${reasons || JSON.stringify(answer.body)}`);
}

/** Asks the engine. @throws Error unless the answer is a success */
export async function askEngine(
  send: Send,
  baseUrl: string,
  token: Token,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await send(method, baseUrl + path, token, body);
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const message = member(answer.body, 'message');
  throw new Error(
    `engine answered ${answer.status} to ${method} ${path}: ${typeof message === 'string' ? message : ''}`,
  );
}
