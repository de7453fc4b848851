import { SUBJECTS } from '../codes.ts';
import type { Mask } from '../petition-item.ts';
import type { Petition } from '../tables/petition.ts';
import { placesOf } from './grams.ts';

/** A piece of a text; a hit is what was searched for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Where the words stand in one part of a petition. */
export interface Match {
  field: 'text' | 'claims' | 'businessKey' | 'subjectCode' | 'areaPath';
  pieces: Piece[];
}

/** Characters shown before and after what was found. */
const AROUND = 20;

/** The parts of a petition in which words of a search stand, as excerpts cut into pieces. */
export function readMatches(petition: Petition, areaPath: string, words: readonly string[], mask: Mask): Match[] {
  const parts: [Match['field'], string][] = [
    ['text', mask(petition.id, petition.content)],
    ...petition.claims.map((claim): [Match['field'], string] => ['claims', mask(petition.id, claim)]),
    ['businessKey', petition.businessKey],
    ['subjectCode', SUBJECTS[petition.subjectCode]],
    ['areaPath', areaPath],
  ];
  return parts.flatMap(([field, text]) => {
    const pieces = excerpt(text, words);
    return pieces ? [{ field, pieces }] : [];
  });
}

/** The first place of any word with what stands around it, every word in that stretch marked; null when none is there. */
export function excerpt(text: string, words: readonly string[]): Piece[] | null {
  const places = words.flatMap((word) => placesOf(text, word)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const [first] = places;
  if (!first) return null;
  const from = back(text, first[0], AROUND);
  const to = forward(text, first[1], AROUND);
  const pieces: Piece[] = [];
  const add = (piece: string, hit: boolean) => {
    if (piece !== '') pieces.push({ text: piece.replace(/\s+/g, ' '), hit });
  };
  let at = from;
  if (from > 0) add('…', false);
  for (const [begin, end] of places) {
    if (begin < at || end > to) continue;
    add(text.slice(at, begin), false);
    add(text.slice(begin, end), true);
    at = end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add('…', false);
  return pieces;
}

/** The place some characters before `at`, never inside one. */
function back(text: string, at: number, count: number): number {
  const before = [...text.slice(Math.max(0, at - count * 2), at)].slice(-count);
  return at - before.join('').length;
}

function forward(text: string, at: number, count: number): number {
  return at + [...text.slice(at, at + count * 2)].slice(0, count).join('').length;
}
