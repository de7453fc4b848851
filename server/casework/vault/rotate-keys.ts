import type { Knex } from 'knex';
import { deleteDataKeys, insertDataKey, listDataKeys } from '../tables/data-key.ts';
import { createMasterKey, RegisterKeyError } from './master-key.ts';
import { drawDataKey, vaultFrom } from './open-vault.ts';
import { rebuildHashes } from './rebuild-hashes.ts';
import { rewriteProtected } from './rewrite-protected.ts';
import { giveVault } from './vault.ts';

/**
 * Closes everything in the register anew with data keys that are new too, and keeps those under `next`; all or nothing. Afterwards neither
 * the old master key nor the old data keys open anything in it.
 * @param present the master key in force, 32 bytes
 * @param next the one from now on
 * @returns the fingerprint of the key in force now
 * @throws RegisterKeyError when `present` is not the key in force
 */
export async function rotateKeys(db: Knex, present: Buffer, next: Buffer): Promise<string> {
  const master = createMasterKey(next);
  await db.transaction(async (trx) => {
    const old = await listDataKeys(trx);
    if (old.length === 0) throw new RegisterKeyError('this register holds no keys yet: start the server once');
    const before = vaultFrom(old, createMasterKey(present));
    const drawn = [drawDataKey(master, 'seal'), drawDataKey(master, 'hash')];
    for (const row of drawn) await insertDataKey(trx, row);
    const after = vaultFrom(drawn, master);
    await rewriteProtected(trx, {
      text: (stored, column) => after.seal(before.open(stored, column), column),
      bytes: (stored) => after.sealBytes(before.openBytes(stored)),
    });
    await deleteDataKeys(
      trx,
      old.map((row) => row.id),
    );
    giveVault(trx, after);
    await rebuildHashes(trx);
  });
  giveVault(db, vaultFrom(await listDataKeys(db), master));
  return master.fingerprint;
}
