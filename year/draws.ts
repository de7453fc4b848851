/**
 * Chance that can be repeated: a number depends on the seed and on what it is for, never on what was drawn before it. So two runs of one
 * seed agree whatever order their machines happen to work in.
 */
export interface Draws {
  /** Evenly spread over 0 (included) to 1 (excluded). */
  unit(what: string): number;
  /** True in `share` of all cases, 0–1. */
  chance(share: number, what: string): boolean;
  /** Evenly spread over `from` to `to`. */
  between(from: number, to: number, what: string): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number, what: string): number;
  /** One of a list. */
  oneOf<Item>(items: readonly Item[], what: string): Item;
  /** A key of a table of weights. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>, what: string): Key;
  /** Log-normal with this median; 95 of 100 cases lie below `p95`. */
  logNormal(median: number, p95: number, what: string): number;
  /** Draws of their own for a part of the whole. */
  under(what: string): Draws;
}

/** Quantile of the normal distribution below which 95 of 100 cases lie. */
const Z95 = 1.6448536269514722;
const TWO_TO_32 = 2 ** 32;

/** @param seed any text; another text gives other numbers */
export function createDraws(seed: string): Draws {
  const unit = (what: string): number => hash(`${seed}/${what}`) / TWO_TO_32;
  const draws: Draws = {
    unit,
    chance: (share, what) => unit(what) < share,
    between: (from, to, what) => from + (to - from) * unit(what),
    whole: (from, to, what) => from + Math.floor((to - from + 1) * unit(what)),
    oneOf(items, what) {
      const item = items[Math.floor(unit(what) * items.length)];
      if (item === undefined) throw new RangeError(`nothing to choose from for ${what}`);
      return item;
    },
    weighted(weights, what) {
      const entries = Object.entries<number>(weights) as [keyof typeof weights, number][];
      let left = unit(what) * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new RangeError(`no weights for ${what}`);
    },
    logNormal(median, p95, what) {
      const normal =
        Math.sqrt(-2 * Math.log(1 - unit(`${what}/radius`))) * Math.cos(2 * Math.PI * unit(`${what}/angle`));
      return median * Math.exp((Math.log(p95 / median) / Z95) * normal);
    },
    under: (what) => createDraws(`${seed}/${what}`),
  };
  return draws;
}

/** 32 bits of a text: FNV-1a, its bits then mixed until neighbours have nothing in common (finaliser of MurmurHash3). */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
