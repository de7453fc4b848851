import type { Vault } from './vault/vault.ts';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * The code with which a petitioner looks at a petition: told when it is registered, together with its number. Derived by the register's key, so it is kept
 * nowhere; 30^10 possibilities.
 */
export function queryCodeOf(key: Pick<Vault, 'hash'>, petitionId: string): string {
  const hash = key.hash(`query:${petitionId}`);
  const code = Array.from({ length: LENGTH }, (_, index) => {
    const number = Number.parseInt(hash.slice(index * 6, index * 6 + 6), 16);
    return LETTERS[number % LETTERS.length];
  }).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** Whether a text is the code, however it was typed. */
export function isQueryCode(key: Pick<Vault, 'hash'>, petitionId: string, typed: string): boolean {
  const letters = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return letters(typed) === letters(queryCodeOf(key, petitionId));
}
