import { FeelDate, FeelDateTime, FeelFunction, parseDate } from 'feelin';
import { feelCompare, feelEqual } from './feel-operations.ts';
import { RANGE_FUNCTIONS } from './range-functions.ts';

/** Functions that the reference's FEEL has and the library has not, or only for numbers. Arguments of other kinds give null. */

interface AddedFunction {
  parameters: readonly string[];
  call(...args: readonly unknown[]): unknown;
}

/** The first of the values in the order of `operator`; null when some have no order. */
function extreme(operator: '<' | '>', args: readonly unknown[]): unknown {
  const [first, ...rest]: readonly unknown[] = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  let best = first;
  for (const value of rest) {
    const before = feelCompare(operator, value, best);
    if (before === null) return null;
    if (before) best = value;
  }
  return best ?? null;
}

function extract(text: unknown, pattern: unknown): unknown {
  if (typeof text !== 'string' || typeof pattern !== 'string') return null;
  try {
    return text.match(new RegExp(pattern, 'gu')) ?? [];
  } catch {
    return null;
  }
}

function partition(list: unknown, size: unknown): unknown {
  if (!Array.isArray(list) || typeof size !== 'number' || size < 1) return null;
  const width = Math.trunc(size);
  return Array.from({ length: Math.ceil(list.length / width) }, (_, at) => list.slice(at * width, (at + 1) * width));
}

function duplicates(list: unknown): unknown {
  if (!Array.isArray(list)) return null;
  const same = (one: unknown) => (other: unknown) => feelEqual(one, other) === true;
  return list.filter((item, at) => list.findIndex(same(item)) === at && list.findLastIndex(same(item)) > at);
}

function lastDayOfMonth(date: unknown): unknown {
  if (!(date instanceof FeelDate || date instanceof FeelDateTime)) return null;
  const last = new Date(Date.UTC(2000, date.month, 0));
  last.setUTCFullYear(date.year, date.month, 0);
  return parseDate(last.toISOString().slice(0, 10));
}

function toBase64(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

function assertThat(value: unknown, condition: unknown, message: unknown): unknown {
  if (condition === true) return value;
  throw new Error(typeof message === 'string' ? message : 'The condition of an assertion is not fulfilled');
}

const TWO = ['range1', 'range2'];

const ADDED: Readonly<Record<string, AddedFunction>> = {
  min: { parameters: ['...list'], call: (...values) => extreme('<', values) },
  max: { parameters: ['...list'], call: (...values) => extreme('>', values) },
  trim: { parameters: ['string'], call: (text) => (typeof text === 'string' ? text.trim() : null) },
  extract: { parameters: ['string', 'pattern'], call: extract },
  'to base64': { parameters: ['value'], call: toBase64 },
  'is empty': { parameters: ['list'], call: (list) => (Array.isArray(list) ? list.length === 0 : null) },
  'duplicate values': { parameters: ['list'], call: duplicates },
  partition: { parameters: ['list', 'size'], call: partition },
  'last day of month': { parameters: ['date'], call: lastDayOfMonth },
  assert: { parameters: ['value', 'condition', 'cause'], call: assertThat },
  ...Object.fromEntries(
    Object.entries(RANGE_FUNCTIONS).map(([name, call]) => [name, { parameters: TWO, call } satisfies AddedFunction]),
  ),
};

/** The function of this name as the library calls it; undefined when it is none of these. */
export function addedFunction(name: string): FeelFunction | undefined {
  const found = Object.hasOwn(ADDED, name) ? ADDED[name] : undefined;
  return found && new FeelFunction(found.call, [...found.parameters]);
}

/** How the function of this name is called from here; undefined when it is none of these. */
export function addedCall(name: string): AddedFunction['call'] | undefined {
  return Object.hasOwn(ADDED, name) ? ADDED[name]!.call : undefined;
}
