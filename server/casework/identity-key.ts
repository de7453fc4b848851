import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key that hides id-card numbers and sealed accusations. It stands beside the database, never in it. */
export interface IdentityKey {
  /** Encrypts a text (AES-256-GCM); the same text gives another result each time. */
  seal(text: string): string;
  /** Opens what `seal` closed. @throws when it was changed or closed with another key. */
  open(sealed: string): string;
  /** A keyed hash (HMAC-SHA-256, hex) by which equal values can be found without being readable. */
  hash(text: string): string;
}

/** Reads `identity.key` in `dataDir`, or draws a new key there (readable by its owner only) on the first start. */
export function loadIdentityKey(dataDir: string): IdentityKey {
  const file = join(dataDir, 'identity.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  const bytes = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (bytes.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`);
  return createIdentityKey(bytes);
}

/** @param bytes 32 secret bytes */
export function createIdentityKey(bytes: Buffer): IdentityKey {
  const cipherKey: KeyObject = createSecretKey(createHash('sha256').update('seal').update(bytes).digest());
  const hashKey: KeyObject = createSecretKey(createHash('sha256').update('hash').update(bytes).digest());
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      const bytesRead = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytesRead.subarray(0, 12));
      decipher.setAuthTag(bytesRead.subarray(12, 28));
      return Buffer.concat([decipher.update(bytesRead.subarray(28)), decipher.final()]).toString('utf8');
    },
    hash: (text) => createHmac('sha256', hashKey).update(text, 'utf8').digest('hex'),
  };
}
