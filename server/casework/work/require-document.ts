import type { Knex } from 'knex';
import { invalid } from '../errors.ts';
import { type CaseworkDocument, findDocument } from '../tables/document.ts';
import type { Petition } from '../tables/petition.ts';

/** The letter of this petition with this id. @throws Refusal 422 */
export async function requireDocument(db: Knex, petition: Petition, id: string): Promise<CaseworkDocument> {
  const document = await findDocument(db, id);
  if (!document || document.petitionId !== petition.id)
    throw invalid([{ field: 'docId', reason: '该事项没有这份文书' }]);
  return document;
}
