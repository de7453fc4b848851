import type { MatchedRule, RankedOutput } from './hit-policy.ts';

/**
 * Rules sorted by the place of their outputs in the outputs' lists of values, the first output counting most
 * (DMN 1.3, section 8.2.8). Rules of equal place keep the order of the table; a value that is in no list comes last.
 */
export function byPriority(matched: readonly MatchedRule[], outputs: readonly RankedOutput[]): MatchedRule[] {
  const places = new Map(matched.map((rule) => [rule, placesOf(rule, outputs)]));
  return [...matched].sort((a, b) => {
    const left = places.get(a) ?? [];
    const right = places.get(b) ?? [];
    for (const [index, place] of left.entries()) {
      const difference = place - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function placesOf(rule: MatchedRule, outputs: readonly RankedOutput[]): number[] {
  return outputs.map(({ id, priorities }) => {
    const given = rule.outputs.find((output) => output.clauseId === id);
    const place = given === undefined ? -1 : priorities.indexOf(JSON.stringify(given.value.value));
    return place < 0 ? priorities.length : place;
  });
}
