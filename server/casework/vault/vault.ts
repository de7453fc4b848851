import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import { close, reopen } from './cipher.ts';
import type { ProtectedColumn } from './protected-columns.ts';

/** What closes personal data before it reaches the database, opens it again, and finds equal values without opening them. */
export interface Vault {
  /** Closes a text for a column; the same text gives another result each time. Null stays null. */
  seal<Text extends string | null>(text: Text, column: ProtectedColumn): Text;
  /** Opens what `seal` closed for this column. @throws when it was changed, or closed for another column or with an unknown key */
  open<Text extends string | null>(sealed: Text, column: ProtectedColumn): Text;
  /** As `seal` and `open`, for the content of files. */
  sealBytes(bytes: Buffer): Buffer;
  openBytes(sealed: Buffer): Buffer;
  /** A keyed hash (HMAC-SHA-256, hex) by which equal values are found. */
  hash(text: string): string;
}

/** A key that closes data, by the id that stands before everything it closed. */
export interface DataKey {
  id: string;
  bytes: Buffer;
}

const FILE = 'file.content';

/**
 * @param sealKeys the first closes; all of them open
 * @param hashKey 32 bytes
 */
export function createVault(sealKeys: readonly DataKey[], hashKey: Buffer): Vault {
  const [current] = sealKeys;
  if (!current) throw new Error('a vault needs a key');
  const keys = new Map(sealKeys.map((key) => [key.id, key.bytes]));
  const keyOf = (id: string): Buffer => {
    const key = keys.get(id);
    if (!key)
      throw new Error(
        `closed with data key ${JSON.stringify(id.slice(0, 8))}, which is not among the keys of this register`,
      );
    return key;
  };
  const seal = (text: string, context: string) =>
    `${current.id}.${close(current.bytes, Buffer.from(text, 'utf8'), context).toString('base64')}`;
  const open = (sealed: string, context: string) => {
    const dot = sealed.indexOf('.');
    return reopen(keyOf(sealed.slice(0, dot)), Buffer.from(sealed.slice(dot + 1), 'base64'), context).toString('utf8');
  };
  const each =
    (change: (text: string, context: string) => string) =>
    <Text extends string | null>(text: Text, column: ProtectedColumn): Text =>
      (text === null ? null : change(text, column)) as Text;
  return {
    seal: each(seal),
    open: each(open),
    sealBytes: (bytes) => Buffer.concat([Buffer.from(`${current.id}.`), close(current.bytes, bytes, FILE)]),
    openBytes(sealed) {
      const dot = sealed.indexOf('.');
      return reopen(keyOf(sealed.toString('latin1', 0, dot)), sealed.subarray(dot + 1), FILE);
    },
    hash: (text) => createHmac('sha256', hashKey).update(text, 'utf8').digest('hex'),
  };
}

/** The connection knows its vault, so that every table file closes and opens by itself and nobody else can forget to. */
export function giveVault(db: Knex, vault: Vault): void {
  db.userParams['vault'] = vault;
}

/** The vault of a connection or of a transaction on it. */
export function vaultOf(db: Knex): Vault {
  const vault: Vault | undefined = db.userParams['vault'];
  if (!vault) throw new Error('this connection to the register was given no vault');
  return vault;
}
