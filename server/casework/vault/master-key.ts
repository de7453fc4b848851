import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, reopen } from './cipher.ts';

/** The key under which the register's data keys are kept. It is never in the database. */
export interface MasterKey {
  /** Tells one master key from another without telling anything of it. */
  fingerprint: string;
  wrap(key: Buffer, name: string): string;
  /** @throws when `wrapped` was not wrapped by this key under this name */
  unwrap(wrapped: string, name: string): Buffer;
}

/** Why the register cannot be opened, for the operator. */
export class RegisterKeyError extends Error {
  override readonly name = 'RegisterKeyError';
}

/** File of the key that stands beside the data when the environment names none: fit for trying out, not for real data. */
export const DEVELOPMENT_KEY_FILE = 'identity.key';

/** The 32 bytes of a key written as base64, or null. */
export function readKeyText(text: string): Buffer | null {
  const bytes = Buffer.from(text.trim(), 'base64');
  return bytes.length === 32 && /^[A-Za-z0-9+/]{43}=$/.test(text.trim()) ? bytes : null;
}

/** @param bytes 32 secret bytes */
export function createMasterKey(bytes: Buffer): MasterKey {
  const derive = (purpose: string) => createHmac('sha256', bytes).update(`register ${purpose}`).digest();
  const wrapKey = derive('wrap');
  return {
    fingerprint: derive('fingerprint').toString('hex').slice(0, 16),
    wrap: (key, name) => close(wrapKey, key, name).toString('base64'),
    unwrap: (wrapped, name) => reopen(wrapKey, Buffer.from(wrapped, 'base64'), name),
  };
}

/** The key beside the data, or null when there is none. @throws RegisterKeyError when the file holds anything else */
export function readDevelopmentKey(dataDir: string): Buffer | null {
  const file = join(dataDir, DEVELOPMENT_KEY_FILE);
  if (!existsSync(file)) return null;
  const bytes = readKeyText(readFileSync(file, 'utf8'));
  if (!bytes) throw new RegisterKeyError(`${file} does not hold a key of 32 bytes in base64`);
  return bytes;
}

/** Draws a key beside the data, readable by its owner only. */
export function drawDevelopmentKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const bytes = randomBytes(32);
  writeFileSync(join(dataDir, DEVELOPMENT_KEY_FILE), bytes.toString('base64'), { mode: 0o600, flag: 'wx' });
  return bytes;
}
