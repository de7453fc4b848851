import type { Knex } from 'knex';
import { petitionerHash, textHash } from '../intake/same-matter.ts';
import { hashesOf, listPersons } from '../tables/person.ts';
import { findPetition } from '../tables/petition.ts';
import { indexTexts } from '../tables/search-index.ts';
import { rewriteSubmissionHash } from '../tables/submission.ts';
import { forEachRow } from './rewrite-protected.ts';
import { vaultOf } from './vault.ts';

/** Computes every keyed hash of the register and its search index anew, from what the vault opens. Within the caller's transaction. */
export async function rebuildHashes(trx: Knex): Promise<void> {
  const vault = vaultOf(trx);
  await forEachRow(trx, 'casework_petition', 'id', [], async ({ id }) => {
    const petition = await findPetition(trx, String(id));
    if (!petition) return;
    const persons = await listPersons(trx, petition.id);
    for (const person of persons) {
      await trx('casework_person').where({ id: person.id }).update(hashesOf(vault, person));
    }
    const [petitioner] = persons;
    // A sealed matter left its hashes behind with everything else.
    if (petition.textHash !== '') {
      const text_hash = textHash(vault, petition.content);
      const petitioner_hash = petitioner ? petitionerHash(vault, petitioner) : null;
      await trx('casework_petition').where({ id: petition.id }).update({ text_hash, petitioner_hash });
      await rewriteSubmissionHash(trx, petition.id, text_hash);
    }
    await indexTexts(trx, petition);
  });
}
