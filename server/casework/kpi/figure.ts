/** Smaller groups are not shown: somebody could be recognised. */
export const SMALLEST_SHOWN = 5;

/** One figure with what it rests on. `value` is a share (0–1), a number of days or a count, as the KPI says; null when `n` is too small to be shown. */
export interface Figure {
  value: number | null;
  /** How many the figure was taken of. */
  n: number;
}

/** `part` of `n`; hidden below five. */
export function share(part: number, n: number): Figure {
  return { value: n < SMALLEST_SHOWN ? null : part / n, n };
}

/** How many there are; hidden below five, but none is told as none. */
export function count(n: number): Figure {
  return { value: n > 0 && n < SMALLEST_SHOWN ? null : n, n };
}

/** The value below which `part` (0–1) of the numbers lie (nearest rank); hidden below five numbers. */
export function quantile(numbers: readonly number[], part: number): Figure {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.max(Math.ceil(part * sorted.length) - 1, 0)];
  return { value: sorted.length < SMALLEST_SHOWN ? null : (found ?? null), n: sorted.length };
}

const DAY_MS = 86_400_000;

/** Days from one moment to another. */
export const daysBetween = (fromMs: number, toMs: number): number => (toMs - fromMs) / DAY_MS;

/** Members of a list by a key, in the order in which the keys first appear. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
