import type { FastifyRequest } from 'fastify';
import type { LoggerOptions } from 'pino';

/** What a log line may tell of an error: what kind it is and where it came from, not the words in which it may quote a value. */
export interface LoggedError {
  type: string;
  code?: string;
  /** `UNTOLD` unless nothing can be quoted in it. */
  message: string;
  /** The stack without the message that stands above it. */
  stack: string;
  cause?: LoggedError;
  [more: string]: unknown;
}

const UNTOLD = '(not logged)';
const FRAME = /^ {4}at \S.*$/;
const LONGEST_CHAIN = 5;
/**
 * Codes of the databases, the system and the framework, whose messages name tables, files and addresses. Not those of PostgreSQL's
 * data exceptions (22) and broken constraints (23): these quote the value that it could not take.
 */
const TRUSTED_CODE = /^(SQLITE_\w+|FST_\w+|UND_ERR_\w+|E[A-Z0-9]{3,}|(?!2[23])[0-9A-Z]{5})$/;

/**
 * How the server logs: no personal data, no value of a variable. Messages of errors may quote what a caller sent, so only those
 * are kept that the system, the database or the framework worded; the caller was told the message anyway.
 */
export const logOptions = {
  serializers: {
    err: (error: unknown): LoggedError => loggedError(error),
    /** The route, not the address: a query may hold a name, a path the value of a filter. */
    req: (request: FastifyRequest) => ({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
    }),
  },
  hooks: {
    // Where no text is given, and often where one is, it would be the error's message.
    logMethod(given, write) {
      const [first, text] = given as [unknown, unknown];
      const error = first instanceof Error ? first : errorIn(first);
      if (error && (text === undefined || text === error.message)) write.apply(this, [{ err: error }, error.name]);
      else write.apply(this, given);
    },
  },
} satisfies LoggerOptions;

function errorIn(detail: unknown): Error | undefined {
  if (typeof detail !== 'object' || detail === null || !('err' in detail)) return undefined;
  return detail.err instanceof Error ? detail.err : undefined;
}

function loggedError(error: unknown, depth = 1): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: UNTOLD, stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    message: code !== undefined && TRUSTED_CODE.test(code) ? error.message : UNTOLD,
    stack: framesOf(error),
    ...(error.cause !== undefined && depth < LONGEST_CHAIN && { cause: loggedError(error.cause, depth + 1) }),
  };
}

/** A message of several lines stands above the frames: it is cut off by its length, not by its looks. */
function framesOf({ name, message, stack = '' }: Error): string {
  const head = [`${name}: ${message}`, `Error: ${message}`, message].find((text) => stack.startsWith(text)) ?? '';
  const frames = stack
    .slice(head.length)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames.map((line) => line.trim()).join('\n');
}
