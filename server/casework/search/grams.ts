/** Signs that are not written: spaces, controls, marks of direction. A search does not see them. */
const UNSEEN = /[\s\p{Cc}\p{Cf}]/u;

/** A text as the search reads it, and where in the original each of its characters stands (in UTF-16 units). */
export interface Readable {
  characters: string[];
  at: number[];
}

/** Reads a text without case, width and unseen signs. Character by character, so that each can be found again in the original. */
export function readable(text: string): Readable {
  const characters: string[] = [];
  const at: number[] = [];
  let position = 0;
  for (const original of text) {
    // Han characters, most of what there is, have one form only.
    if (original >= '\u4e00' && original <= '\u9fff') {
      characters.push(original);
      at.push(position);
    } else {
      for (const character of original.normalize('NFKC').toLowerCase()) {
        if (UNSEEN.test(character)) continue;
        characters.push(character);
        at.push(position);
      }
    }
    position += original.length;
  }
  return { characters, at };
}

/** Every character and every pair of neighbours of a text, once. */
export function gramsOf(text: string): Set<string> {
  const { characters } = readable(text);
  const grams = new Set(characters);
  for (let index = 0; index + 1 < characters.length; index += 1)
    grams.add(`${characters[index]}${characters[index + 1]}`);
  return grams;
}

/** What a text must have in it when it has the word: the one character, or all pairs. */
export function gramsOfWord(word: string): string[] {
  const { characters } = readable(word);
  if (characters.length < 2) return characters;
  return [...gramsOf(word)].filter((gram) => [...gram].length === 2);
}

/** Whether the grams of a word say for certain that a text has it: one character, or one pair. */
export const gramsAreEnough = (word: string): boolean => readable(word).characters.length <= 2;

/** The words of a query, none empty. */
export function wordsOf(query: string): string[] {
  return query.split(/\s+/).filter((word) => readable(word).characters.length > 0);
}

/** Whether a word stands in a text. */
export function has(text: string, word: string): boolean {
  return readable(text).characters.join('').includes(readable(word).characters.join(''));
}

/** Where a word stands in a text: begin and end, in UTF-16 units of the original, not overlapping. */
export function placesOf(text: string, word: string): [from: number, to: number][] {
  const { characters, at } = readable(text);
  const wanted = readable(word).characters;
  const places: [number, number][] = [];
  if (wanted.length === 0) return places;
  for (let index = 0; index + wanted.length <= characters.length; ) {
    if (wanted.some((character, offset) => characters[index + offset] !== character)) {
      index += 1;
      continue;
    }
    const last = at[index + wanted.length - 1] ?? 0;
    places.push([at[index] ?? 0, last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)]);
    index += wanted.length;
  }
  return places;
}
