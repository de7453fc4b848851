import type { Knex } from 'knex';
import { SUBJECTS } from '../codes.ts';
import { gramsAreEnough, has } from '../search/grams.ts';
import type { Petition } from './petition.ts';
import { whereTextHas } from './search-index.ts';

/** Words that must all stand in a petition: in its texts, its number, its subject, or the name of its place or one above that. */
export interface SearchWords {
  /** Keeps what the index finds. */
  where(query: Knex.QueryBuilder): void;
  /** Whether what the index finds has the words for certain. */
  certain: boolean;
  /** Whether a petition that the index found has the words. */
  foundIn(petition: Petition): boolean;
}

/** Parts of a number: without this sign set no number can match, and the look through all of them is saved. */
const NUMBER_PART = /^[a-z\d-]+$/i;

/** Takes the wildcards of LIKE literally. */
const literal = (word: string) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** A place is found by the names it bore, too. */
const NAMED = "(lower(name) like lower(?) escape '\\' or lower(former_names) like lower(?) escape '\\')";

/** Looks up which places and subjects the words name. */
export async function prepareWords(db: Knex, words: readonly string[]): Promise<SearchWords> {
  const prepared: OneWord[] = [];
  for (const word of words) prepared.push(await prepareWord(db, word));
  return {
    where(query) {
      for (const one of prepared) query.where((either) => one.where(either));
    },
    certain: words.every(gramsAreEnough),
    foundIn: (petition) => prepared.every((one) => one.foundIn(petition)),
  };
}

type OneWord = Pick<SearchWords, 'where' | 'foundIn'>;

async function prepareWord(db: Knex, word: string): Promise<OneWord> {
  const named: { code: string }[] = await db('casework_area')
    .select('code')
    .whereRaw(NAMED, [literal(word), literal(word)]);
  const places = new Set(named.map(({ code }) => code));
  const subjects = Object.entries(SUBJECTS)
    .filter(([, label]) => label.includes(word))
    .map(([code]) => code);
  const maybeNumber = NUMBER_PART.test(word);
  return {
    where(either) {
      either.where((text) => whereTextHas(text, db, word));
      if (maybeNumber) either.orWhereRaw("lower(business_key) like lower(?) escape '\\'", [literal(word)]);
      if (subjects.length > 0) either.orWhereIn('subject_code', subjects);
      if (places.size > 0) {
        // A place lies in whatever its code begins with.
        either.orWhereExists(
          db('casework_area as named')
            .whereRaw("casework_petition.area_code like named.code || '%'")
            .whereRaw(NAMED, [literal(word), literal(word)]),
        );
      }
    },
    foundIn: ({ content, claims, businessKey, subjectCode, areaCode }) =>
      has(content, word) ||
      claims.some((claim) => has(claim, word)) ||
      (maybeNumber && businessKey.toLowerCase().includes(word.toLowerCase())) ||
      subjects.includes(subjectCode) ||
      (places.size > 0 && [...areaCode].some((_, index) => places.has(areaCode.slice(0, index + 1)))),
  };
}
