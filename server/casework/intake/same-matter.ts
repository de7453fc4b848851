import type { Vault } from '../vault/vault.ts';
import type { PersonForm } from './petition-form.ts';

/** A text without what people vary: spaces, punctuation, letter case. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/** Keyed hash by which the same text is found again. */
export function textHash(vault: Vault, content: string): string {
  return vault.hash(`text:${normaliseText(content)}`);
}

/** Keyed hash by which the same petitioner is found again: by id card, else by name and phone; null for an anonymous one. */
export function petitionerHash(vault: Vault, person: Pick<PersonForm, 'name' | 'idNo' | 'phone'>): string | null {
  if (person.idNo) return vault.hash(`id:${person.idNo}`);
  if (person.name && person.phone) return vault.hash(`contact:${person.name}:${person.phone}`);
  return null;
}

/** How alike two texts are, 0–1: shared pairs of characters among all pairs (Jaccard). Under 0.1 for unrelated matters. */
export function likeness(a: string, b: string): number {
  const pairsOfA = pairs(normaliseText(a));
  const pairsOfB = pairs(normaliseText(b));
  if (pairsOfA.size === 0 || pairsOfB.size === 0) return pairsOfA.size === pairsOfB.size ? 1 : 0;
  let shared = 0;
  for (const pair of pairsOfA) if (pairsOfB.has(pair)) shared += 1;
  return shared / (pairsOfA.size + pairsOfB.size - shared);
}

function pairs(text: string): Set<string> {
  const characters = [...text];
  const found = new Set<string>();
  for (let index = 0; index + 1 < characters.length; index += 1) {
    found.add(`${characters[index]}${characters[index + 1]}`);
  }
  return found;
}
