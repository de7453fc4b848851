import { RequestError } from './request-error.ts';

const NUL = '\u0000';

/**
 * Refuses the character U+0000 anywhere in a body: PostgreSQL cannot store it, and what one database takes the other shall take.
 * @throws RequestError 400 that names the member
 */
export function refuseNul(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    if (value.includes(NUL)) throw nulIn(path === '' ? 'the body' : path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (key.includes(NUL)) throw nulIn(place.replaceAll(NUL, '\\u0000'));
    refuseNul(item, place);
  }
}

/** The same for a path and its query. */
export function refuseNulInUrl(url: string): void {
  if (url.includes('%00')) throw nulIn('the address');
}

function nulIn(place: string): RequestError {
  return new RequestError(400, `The character U+0000 in ${place} cannot be stored`);
}
