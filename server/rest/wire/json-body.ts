import { randomUUID } from 'node:crypto';
import { refuseNul } from './refuse-nul.ts';
import { RequestError } from './request-error.ts';

/** JSON numbers of 16 digits and more, outside of texts: JavaScript's own parser would lose their last digits. */
const TEXT_OR_BIG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
/** A key `__proto__`, perhaps written with escapes, may be there; then every key is looked at. */
const MAYBE_PROTO = /__proto__|\\u00/;
const MAYBE_BIG_NUMBER = /[\s:,[]-?\d{16}/;

/** Marks a Long in a text that shall leave as a bare number. Unguessable, so no variable can pretend to be one. */
const LONG_MARK = `long-${randomUUID()}:`;
const MARKED_LONG = new RegExp(`"${LONG_MARK}(-?\\d+)"`, 'g');

/**
 * Reads a JSON body; whole numbers that JavaScript cannot hold become bigint. An empty body is undefined.
 * @throws RequestError 400 with an empty message when the text is no JSON, as the reference answers; 400 that names the member
 *   in which there is a character U+0000
 */
export function parseJsonBody(text: string): unknown {
  const body = parse(text);
  // A bare U+0000 is no JSON: it is always written as an escape.
  if (text.includes('\\u0000')) refuseNul(body);
  return body;
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    if (!MAYBE_BIG_NUMBER.test(text)) return JSON.parse(text, MAYBE_PROTO.test(text) ? refuseProto : undefined);
    const marked = text.replace(TEXT_OR_BIG_NUMBER, (found) =>
      found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${LONG_MARK}${found}"`,
    );
    return JSON.parse(marked, (key, value: unknown) => {
      refuseProto(key, value);
      return typeof value === 'string' && value.startsWith(LONG_MARK) ? BigInt(value.slice(LONG_MARK.length)) : value;
    });
  } catch {
    throw new RequestError(400, '');
  }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('forbidden key');
  return value;
}

/** A Long beyond ±(2^53−1) for an answer; `unmarkLongs` makes it a bare number in the text. */
export function markLong(digits: string): string {
  return LONG_MARK + digits;
}

export function unmarkLongs(json: string): string {
  return json.includes(LONG_MARK) ? json.replace(MARKED_LONG, '$1') : json;
}
