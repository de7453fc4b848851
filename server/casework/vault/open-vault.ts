import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { type DataKeyPurpose, type DataKeyRow, insertDataKey, listDataKeys } from '../tables/data-key.ts';
import { countPetitions } from '../tables/petition.ts';
import { closeWhatIsOpen } from './close-what-is-open.ts';
import {
  createMasterKey,
  drawDevelopmentKey,
  type MasterKey,
  RegisterKeyError,
  readDevelopmentKey,
} from './master-key.ts';
import { createVault, giveVault, type Vault } from './vault.ts';

export interface VaultOptions {
  /** Where the key of a first try-out stands. */
  dataDir: string;
  /** The operator's key, 32 bytes; null: none was given. */
  masterKey: Buffer | null;
  /** Told, loudly, when personal data are closed with a key that stands beside them. */
  warn(message: string): void;
}

const WARNING =
  'REGISTER_KEY is not set: personal data are closed with a development key that stands beside them. 未设置 REGISTER_KEY，' +
  '个人信息仅以数据目录中的开发密钥加密。Before real data: openssl rand -base64 32, npm run rotate-key (server/casework/README.md)';

/**
 * Opens the vault of a register, and gives it to its connection. On the first opening keys are drawn and whatever stands open in the tables
 * is closed.
 * @throws RegisterKeyError when there are data and the key to them is missing, or is another one
 */
export async function openVault(db: Knex, options: VaultOptions): Promise<Vault> {
  const rows = await listDataKeys(db);
  const beside = readDevelopmentKey(options.dataDir);
  const bytes = options.masterKey ?? beside;
  const first = rows.length === 0;
  if (!bytes && (!first || (await countPetitions(db)) > 0)) {
    throw new RegisterKeyError(
      `REGISTER_KEY is not set, and the register holds data closed with key ${rows[0]?.wrappedBy ?? 'identity.key'}: set it to that key`,
    );
  }
  if (!options.masterKey) options.warn(WARNING);
  const master = createMasterKey(bytes ?? drawDevelopmentKey(options.dataDir));
  if (!first) {
    const vault = vaultFrom(rows, master);
    giveVault(db, vault);
    return vault;
  }
  return db.transaction(async (trx) => {
    const drawn = [drawDataKey(master, 'seal'), drawDataKey(master, 'hash')];
    for (const row of drawn) await insertDataKey(trx, row);
    const vault = vaultFrom(drawn, master);
    giveVault(trx, vault);
    await closeWhatIsOpen(trx, vault, beside);
    giveVault(db, vault);
    return vault;
  });
}

/** A new data key under the master key. */
export function drawDataKey(master: MasterKey, purpose: DataKeyPurpose): DataKeyRow {
  const id = randomBytes(3).toString('hex');
  return { id, purpose, wrapped: master.wrap(randomBytes(32), `${purpose} ${id}`), wrappedBy: master.fingerprint };
}

/** @throws RegisterKeyError when another master key wrapped them */
export function vaultFrom(rows: readonly DataKeyRow[], master: MasterKey): Vault {
  const other = rows.find((row) => row.wrappedBy !== master.fingerprint);
  if (other) {
    throw new RegisterKeyError(
      `the register is closed with key ${other.wrappedBy}, and REGISTER_KEY is key ${master.fingerprint}: ` +
        'set the right one; to change from one to the other use npm run rotate-key',
    );
  }
  const unwrap = ({ id, purpose, wrapped }: DataKeyRow) => ({ id, bytes: master.unwrap(wrapped, `${purpose} ${id}`) });
  const hashKey = rows.find((row) => row.purpose === 'hash');
  if (!hashKey)
    throw new RegisterKeyError('the register has lost its hash key: restore casework_data_key from a back-up');
  return createVault(rows.filter((row) => row.purpose === 'seal').map(unwrap), unwrap(hashKey).bytes);
}
