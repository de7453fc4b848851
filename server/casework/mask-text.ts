import type { Knex } from 'knex';
import { maskIdNo } from './intake/id-card.ts';
import { maskName, maskPhone } from './intake/phone.ts';
import { listNames } from './tables/person.ts';

/** Numbers as people write them into a text: id cards, mobiles, telephones with their area code. */
const NUMBERS = /(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g;

/** A text for lists: id cards, phones and the given names in it only hinted at. */
export function maskText(text: string, names: readonly string[]): string {
  let masked = text.replace(NUMBERS, (number) => (number.length === 18 ? maskIdNo(number) : maskPhone(number)));
  for (const name of names) masked = masked.replaceAll(name, maskName(name));
  return masked;
}

/** For each of several petitions how its texts are masked: with the names of its own persons. */
export async function readMasks(db: Knex, petitionIds: readonly string[]) {
  const names = new Map<string, string[]>();
  for (const { petitionId, name } of await listNames(db, petitionIds)) {
    // One character may stand anywhere in a text.
    if ([...name].length > 1) names.set(petitionId, [...(names.get(petitionId) ?? []), name]);
  }
  return (petitionId: string, text: string): string => maskText(text, names.get(petitionId) ?? []);
}
