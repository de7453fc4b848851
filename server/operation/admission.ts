import { IncomingMessage, type ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface AdmissionOptions {
  /** Commands that may wait for their commit; beyond it whatever writes is refused. */
  maxQueue: number;
  /** Requests under way at once, waiting polls among them. */
  maxRequests: number;
  /** Bytes of request bodies held at once. */
  maxBodyBytes: number;
  /** How many commands wait for their commit right now. */
  waitingCommits(): number;
  /** Whether the server is about to end. */
  isStopping(): boolean;
}

/** What is under way, for the metrics. */
export interface Load {
  readonly requests: number;
  readonly bodyBytes: number;
  /** How many requests were refused since the start. */
  readonly refused: number;
}

/** Smaller bodies are not counted: as many of them as there may be requests still fit into memory. */
const COUNTED_BODY_BYTES = 16 * 1024;
/** What a body that does not tell its length is counted as: the longest one that any route takes. */
const UNKNOWN_BODY_BYTES = 32 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 1;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What ends work that somebody has in hand, or is asked on the way: taken until the last moment, or it would be done twice. */
const ENDS_WORK = /^\/(engine-rest\/(external-task|decision-definition)|api\/work)\//;

/**
 * Refuses with 503 and `Retry-After` what would only grow in memory, and new work when the server is about to end. Health and
 * metrics are answered at any load. Requests from within the process have no socket and are not counted; the queue holds for
 * them too.
 */
export function admitRequests(app: FastifyInstance, options: AdmissionOptions): Load {
  const { maxQueue, maxRequests, maxBodyBytes, waitingCommits, isStopping } = options;
  const load = { requests: 0, bodyBytes: 0, refused: 0 };

  app.server.prependListener('request', (_request, response: ServerResponse) => {
    load.requests += 1;
    // Unlike `finish`, it comes for clients that went away too.
    response.once('close', () => {
      load.requests -= 1;
    });
  });

  const refuse = (reply: FastifyReply, reason: string) => {
    load.refused += 1;
    return reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send({ type: 'ProcessEngineException', message: `${reason}; try again`, code: null });
  };

  app.addHook('onRequest', (request, reply, done) => {
    const { method = '', url = '', headers } = request.raw;
    if (isOperators(url)) return done();
    if (load.requests > maxRequests) return refuse(reply, `Busy: more than ${maxRequests} requests are under way`);
    if (!READING.has(method)) {
      if (waitingCommits() >= maxQueue) return refuse(reply, `Busy: ${maxQueue} changes wait to be written`);
      if (isStopping() && request.raw instanceof IncomingMessage && !ENDS_WORK.test(url))
        return refuse(reply.header('connection', 'close'), 'The server is stopping');
    }
    const isChunked = headers['transfer-encoding'] !== undefined;
    const length = isChunked ? UNKNOWN_BODY_BYTES : Number(headers['content-length'] ?? 0);
    if (length <= COUNTED_BODY_BYTES) return done();
    if (load.bodyBytes + length > maxBodyBytes) return refuse(reply, 'Busy: large requests are under way');
    load.bodyBytes += length;
    reply.raw.once('close', () => {
      load.bodyBytes -= length;
    });
    return done();
  });
  return load;
}

function isOperators(url: string): boolean {
  return url === '/metrics' || url.startsWith('/health/');
}
