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
  const places = await placesNamed(db, word);
  const subjects = Object.entries(SUBJECTS)
    .filter(([, label]) => label.includes(word))
    .map(([code]) => code);
  const maybeNumber = NUMBER_PART.test(word);
  const petitions = () => db('casework_petition').select(rowOf(db));
  return {
    // One set of rows out of several, each from an index of its own: with "or" every petition would be read.
    where(query) {
      const found = petitions().where((text) => whereTextHas(text, db, word));
      if (maybeNumber) found.union(petitions().whereRaw(numberHas(db), [word.toUpperCase()]));
      if (subjects.length > 0) found.union(petitions().whereIn('subject_code', subjects));
      if (places.size > 0) found.union(petitions().whereRaw(codeIsOneOf(db), [codes(db, [...places])]));
      query.whereIn(rowOf(db), found);
    },
    foundIn: ({ content, claims, businessKey, subjectCode, areaCode }) =>
      has(content, word) ||
      claims.some((claim) => has(claim, word)) ||
      (maybeNumber && businessKey.includes(word.toUpperCase())) ||
      subjects.includes(subjectCode) ||
      places.has(areaCode),
  };
}

const isPostgres = (db: Knex): boolean => db.client.config.client === 'pg';
/** What the indexes of SQLite hold without looking into the table. */
const rowOf = (db: Knex): string => (isPostgres(db) ? 'id' : 'rowid');
const numberHas = (db: Knex) => (isPostgres(db) ? 'position(? in business_key) > 0' : 'instr(business_key, ?) > 0');
// However many places there are, they are one value.
const codeIsOneOf = (db: Knex) =>
  isPostgres(db) ? 'area_code = any(?)' : 'area_code in (select value from json_each(?))';
const codes = (db: Knex, list: string[]) => (isPostgres(db) ? list : JSON.stringify(list));

/** Codes of the places that bear or bore a name with the word in it, and of all that lies in them. */
async function placesNamed(db: Knex, word: string): Promise<Set<string>> {
  const named: { code: string }[] = await db('casework_area')
    .select('code')
    .whereRaw(NAMED, [literal(word), literal(word)]);
  if (named.length === 0) return new Set();
  const tops = new Set(named.map(({ code }) => code));
  const all: { code: string }[] = await db('casework_area').select('code');
  // The code of a place begins with the codes of those it lies in.
  const lies = (code: string) => [4, 6, 9, 12].some((length) => tops.has(code.slice(0, length))) || tops.has(code);
  return new Set(all.map(({ code }) => code).filter(lies));
}
