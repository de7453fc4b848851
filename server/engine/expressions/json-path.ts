import { EvaluationFailure } from './expression-error.ts';

const NAME = String.raw`[\p{L}_$][\p{L}\p{Nd}_$-]*`;
const STEP = new RegExp(
  String.raw`(\.\.)?(?:(?:(?<=\.\.)|\.)(${NAME}|\*)|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+)|(\*)|\?\(\s*@((?:\.${NAME})+)\s*(?:(==|!=|<=|>=|<|>)\s*('[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|true|false|null)\s*)?\))\])`,
  'uy',
);

/**
 * What a JSON path finds: `$`, `.name`, `['name']`, `[0]`, `[-1]`, `[*]`, `.*`, `..name` and filters `[?(@.a.b)]`,
 * `[?(@.a > 1)]` (`==`, `!=`, `<`, `<=`, `>`, `>=` with a text, number, truth value or null). A path with a `*`, `..` or a
 * filter answers an array of all that matches; any other the one value, or undefined when there is none.
 * @throws EvaluationFailure for slices, unions, functions and joined filters, which are not supported
 */
export function findByPath(json: unknown, path: string): unknown {
  if (!path.startsWith('$')) throw new EvaluationFailure('other', `JSON path '${path}' must start with $`);
  let found: unknown[] = [json];
  let many = false;
  for (let at = 1; at < path.length; ) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (step === null) {
      throw new EvaluationFailure('other', `JSON path '${path}' is not supported from position ${at}`);
    }
    at = STEP.lastIndex;
    const [, deep, dotted, single, double, index, star, tested, operator, literal] = step;
    if (deep !== undefined) found = found.flatMap(withDescendants);
    many ||= deep !== undefined || dotted === '*' || star !== undefined || tested !== undefined;
    if (tested !== undefined) {
      const holds = filterOf(tested, operator, literal);
      found = found.flatMap(items).filter(holds);
    } else if (dotted === '*' || star !== undefined) {
      found = found.flatMap(items);
    } else if (index !== undefined) {
      found = found.flatMap((item) => (Array.isArray(item) ? pick(item, Number(index)) : []));
    } else {
      const name = dotted ?? (single ?? double ?? '').replace(/\\(.)/g, '$1');
      found = found.flatMap((item) => member(item, name));
    }
  }
  return many ? found : found[0];
}

function items(item: unknown): unknown[] {
  return typeof item === 'object' && item !== null ? Object.values(item) : [];
}

function withDescendants(item: unknown): unknown[] {
  const all: unknown[] = [item];
  for (let at = 0; at < all.length; at += 1) all.push(...items(all[at]));
  return all;
}

/** `[?(@.a.b == 'x')]`; without a comparison, whether the member is there. */
function filterOf(
  tested: string,
  operator: string | undefined,
  literal: string | undefined,
): (item: unknown) => boolean {
  const names = tested.slice(1).split('.');
  const read = (item: unknown): unknown[] =>
    names.reduce<unknown[]>((found, name) => found.flatMap((one) => member(one, name)), [item]);
  if (operator === undefined || literal === undefined) return (item) => read(item).length > 0;
  const wanted: unknown = JSON.parse(literal.startsWith("'") ? JSON.stringify(literal.slice(1, -1)) : literal);
  return (item) => read(item).some((value) => compare(value, operator, wanted));
}

function compare(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === '==') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (typeof value === 'number' && typeof wanted === 'number') return inOrder(value, operator, wanted);
  return typeof value === 'string' && typeof wanted === 'string' && inOrder(value, operator, wanted);
}

function inOrder<T extends number | string>(value: T, operator: string, wanted: T): boolean {
  if (operator === '<') return value < wanted;
  if (operator === '<=') return value <= wanted;
  return operator === '>' ? value > wanted : value >= wanted;
}

function pick(list: readonly unknown[], index: number): unknown[] {
  const at = index < 0 ? list.length + index : index;
  return at in list ? [list[at]] : [];
}

function member(item: unknown, name: string): unknown[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item) || !Object.hasOwn(item, name)) return [];
  return [Reflect.get(item, name)];
}
