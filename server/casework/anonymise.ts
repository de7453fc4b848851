import type { Person } from './tables/person.ts';

const HIDDEN = '○○';
/** Whatever looks like an id card or a telephone, whoever's it is. */
const NUMBERS = /(?<!\d)(?:\d{17}[\dXx]|(?:\+?86-?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g;

/**
 * A text without the persons that the register knows of it, and without anything that looks like an id card or a telephone. A name that the
 * register does not know stays: the reader is told so by whoever hands the brief over.
 */
export function anonymise(text: string, persons: readonly Person[]): string {
  const known = persons
    .flatMap(({ name, address }) => [name, address ?? ''])
    .filter((word) => [...word].length > 1)
    .toSorted((a, b) => b.length - a.length);
  let hidden = text;
  for (const word of known) hidden = hidden.replaceAll(word, HIDDEN);
  return hidden.replace(NUMBERS, HIDDEN);
}
