import type { Knex } from 'knex';
import { gramsOf, gramsOfWord } from '../search/grams.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import type { Petition } from './petition.ts';

/**
 * The index of the search holds keyed hashes of characters and pairs, never a text (ADR "Searching what is closed"). SQLite keeps them in
 * FTS5 by `search_no`, PostgreSQL as arrays under GIN; neither needs a right beyond the register's own.
 */
const isPostgres = (db: Knex): boolean => db.client.config.client === 'pg';

const MOST_KNOWN = 200_000;
const known = new WeakMap<Vault, Map<string, number>>();

/** 32 bits of the keyed hash of a gram. Grams come again and again: what was computed is kept. */
function codeOf(vault: Vault, gram: string): number {
  let codes = known.get(vault);
  if (!codes || codes.size > MOST_KNOWN) {
    codes = new Map();
    known.set(vault, codes);
  }
  let code = codes.get(gram);
  if (code === undefined) {
    code = Number.parseInt(vault.hash(`gram:${gram}`).slice(0, 8), 16) | 0;
    codes.set(gram, code);
  }
  return code;
}

/** A code as FTS5 reads it: one token. */
const token = (code: number): string => (code >>> 0).toString(36);

/** The number a new petition has in the index; PostgreSQL goes by its id. */
export function newSearchNo(db: Knex): Record<string, Knex.Raw> {
  return isPostgres(db) ? {} : { search_no: db.raw('(select coalesce(max(search_no), 0) + 1 from casework_petition)') };
}

/** Puts the texts of a petition into the index in place of what was there; a sealed one is taken out. */
export async function indexTexts(
  db: Knex,
  petition: Pick<Petition, 'id' | 'content' | 'claims' | 'sealed'>,
): Promise<void> {
  const vault = vaultOf(db);
  const grams = gramsOf(petition.content);
  for (const claim of petition.claims) for (const gram of gramsOf(claim)) grams.add(gram);
  const codes = petition.sealed ? [] : [...new Set([...grams].map((gram) => codeOf(vault, gram)))];
  if (isPostgres(db)) {
    await db('casework_search').where({ petition_id: petition.id }).delete();
    if (codes.length > 0) await db('casework_search').insert({ petition_id: petition.id, grams: codes });
    return;
  }
  const own = '(select search_no from casework_petition where id = ?)';
  await db.raw(`delete from casework_search where rowid = ${own}`, [petition.id]);
  if (codes.length > 0) {
    await db.raw(`insert into casework_search (rowid, grams) values (${own}, ?)`, [
      petition.id,
      codes.map(token).join(' '),
    ]);
  }
}

/**
 * Keeps the petitions whose texts have every gram of the word. Exact for one and two characters; a longer word may also find a text that
 * has all its pairs in other places.
 */
export function whereTextHas(query: Knex.QueryBuilder, db: Knex, word: string): Knex.QueryBuilder {
  const vault = vaultOf(db);
  const codes = gramsOfWord(word).map((gram) => codeOf(vault, gram));
  return isPostgres(db)
    ? query.whereIn('id', db('casework_search').select('petition_id').whereRaw('grams @> ?::integer[]', [codes]))
    : query.whereIn(
        'search_no',
        db('casework_search')
          .select('rowid')
          .whereRaw('casework_search match ?', [codes.map(token).join(' AND ')]),
      );
}
