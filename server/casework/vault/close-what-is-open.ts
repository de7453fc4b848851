import type { Knex } from 'knex';
import { isObject } from '../intake/field-reader.ts';
import { legacyOpener } from './legacy-key.ts';
import { RegisterKeyError } from './master-key.ts';
import { rebuildHashes } from './rebuild-hashes.ts';
import { forEachRow, rewriteProtected } from './rewrite-protected.ts';
import type { Vault } from './vault.ts';

/**
 * Closes what a register from before the vault holds open, and closes anew what it closed with the key beside its data.
 * @param beside that key
 */
export async function closeWhatIsOpen(trx: Knex, vault: Vault, beside: Buffer | null): Promise<void> {
  const openLegacy = (sealed: string): string => {
    if (!beside)
      throw new RegisterKeyError('identity.key is missing: sealed matters of this register cannot be read without it');
    return legacyOpener(beside)(sealed);
  };
  await rewriteProtected(trx, {
    text(stored, column) {
      if (column === 'person.id_no') return vault.seal(openLegacy(stored), column);
      if (column === 'sealed.matter_sealed') return vault.seal(openMatter(openLegacy(stored), openLegacy), column);
      return vault.seal(stored, column);
    },
    bytes: (stored) => vault.sealBytes(stored),
  });
  await forEachRow(trx, 'casework_attachment', 'id', ['content'], async ({ id, content }) => {
    const closed = vault.sealBytes(Buffer.from(String(content), 'utf8'));
    await trx('casework_attachment')
      .where({ id: String(id) })
      .update({ closed, content: '' });
  });
  await rebuildHashes(trx);
}

/** A sealed matter holds the id cards of its persons closed once more. */
function openMatter(json: string, openLegacy: (sealed: string) => string): string {
  const matter: unknown = JSON.parse(json);
  const persons = isObject(matter) && Array.isArray(matter['persons']) ? matter['persons'] : [];
  const opened = persons.filter(isObject).map(({ idNoSealed, idNoHash: _hash, idNoMasked: _masked, ...person }) => ({
    ...person,
    idNo: typeof idNoSealed === 'string' ? openLegacy(idNoSealed) : null,
  }));
  return JSON.stringify({ ...(isObject(matter) ? matter : {}), persons: opened });
}
