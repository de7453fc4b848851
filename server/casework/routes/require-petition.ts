import type { Knex } from 'knex';
import { notFound } from '../errors.ts';
import { findPetition, type Petition } from '../tables/petition.ts';

/** The petition with this business key or id. @throws Refusal 404 */
export async function requirePetition(db: Knex, key: string): Promise<Petition> {
  const petition = await findPetition(db, key);
  if (!petition) throw notFound(`没有编号为 ${key} 的信访事项`);
  return petition;
}
