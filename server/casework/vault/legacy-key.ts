import { createHash } from 'node:crypto';
import { reopen } from './cipher.ts';

/** Opens what registers before the vault closed with the key beside their data: id-card numbers and sealed accusations. */
export function legacyOpener(key: Buffer): (sealed: string) => string {
  const cipherKey = createHash('sha256').update('seal').update(key).digest();
  return (sealed) => reopen(cipherKey, Buffer.from(sealed, 'base64'), '').toString('utf8');
}
