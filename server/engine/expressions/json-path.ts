import { EvaluationFailure } from './expression-error.ts';

const STEP = /\.\.|\.([\p{L}_$][\p{L}\p{Nd}_$-]*|\*)|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+)|(\*))\]/uy;

/**
 * What a simple JSON path finds: `$`, `.name`, `['name']`, `[0]`, `[-1]`, `[*]` and `.*`. A path with a `*` answers an
 * array of all that matches; any other the one value, or undefined when there is none.
 * @throws EvaluationFailure for filters, slices, unions and `..`, which are not supported
 */
export function findByPath(json: unknown, path: string): unknown {
  if (!path.startsWith('$')) throw new EvaluationFailure('other', `JSON path '${path}' must start with $`);
  let found: unknown[] = [json];
  let many = false;
  for (let at = 1; at < path.length; ) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (step === null || step[0] === '..') {
      throw new EvaluationFailure('other', `JSON path '${path}' is not supported from position ${at}`);
    }
    at = STEP.lastIndex;
    const [, dotted, single, double, index, star] = step;
    if (dotted === '*' || star !== undefined) {
      many = true;
      found = found.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    } else if (index !== undefined) {
      found = found.flatMap((item) => (Array.isArray(item) ? pick(item, Number(index)) : []));
    } else {
      const name = dotted ?? (single ?? double ?? '').replace(/\\(.)/g, '$1');
      found = found.flatMap((item) => member(item, name));
    }
  }
  return many ? found : found[0];
}

function pick(items: readonly unknown[], index: number): unknown[] {
  const at = index < 0 ? items.length + index : index;
  return at in items ? [items[at]] : [];
}

function member(item: unknown, name: string): unknown[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
  const entry = Object.entries(item).find(([key]) => key === name);
  return entry === undefined ? [] : [entry[1]];
}
