import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret nobody can guess: 256 bits, 43 characters that go into headers and cookies as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret with as many bits as `newSecret` gives: SHA-256, hex. Never for passwords, which can be guessed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What a page must send back with each change, so that no foreign page can: derived from the session's secret, which it cannot read. */
export const csrfTokenOf = (secret: string): string => hashOf(`csrf:${secret}`);

/** Whether two texts are equal, in a time that tells nothing of where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Digits and letters that nobody mixes up when they are read out. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for people to copy: `groups` of five, each character 4.9 bits. */
export function newReadableCode(groups: number): string {
  const draw = (): string => {
    for (;;) {
      // 240 = 8 × 30: no character is likelier than another.
      const byte = randomBytes(1)[0] ?? 255;
      if (byte < 240) return READABLE[byte % READABLE.length] ?? '';
    }
  };
  return Array.from({ length: groups }, () => Array.from({ length: 5 }, draw).join('')).join('-');
}

/** The code as it was given out, however it was typed. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
