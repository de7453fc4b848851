import type { ContactBy } from './codes.ts';
import type { CaseworkContext } from './context.ts';
import { isObject } from './intake/field-reader.ts';
import { listPersons } from './tables/person.ts';
import type { Petition } from './tables/petition.ts';
import { findSealed } from './tables/sealed.ts';

/** How the petitioner wants to be reached. Stays inside the register. */
export interface Contact {
  by: ContactBy;
  name: string;
  phone: string | null;
  address: string | null;
}

/**
 * The petitioner's contact, taken from the sealed envelope when the petition is an accusation.
 * @param recipientNo which of several persons, from 0, in the order of `listPersons`; null: who raised it
 */
export async function findContact(
  { knex }: CaseworkContext,
  petition: Petition,
  recipientNo: number | null = null,
): Promise<Contact> {
  const persons = await listPersons(knex, petition.id);
  const petitioner = persons[recipientNo ?? -1] ?? persons.find((person) => person.role === 'petitioner');
  if (petitioner) return { by: petition.contactBy, ...pick(petitioner) };
  const sealed = await findSealed(knex, petition.id);
  const matter: unknown = sealed ? JSON.parse(sealed.matter) : undefined;
  const sealedPersons = isObject(matter) && Array.isArray(matter['persons']) ? matter['persons'] : [];
  const found: unknown = sealedPersons.find((person: unknown) => isObject(person) && person['role'] === 'petitioner');
  return { by: petition.contactBy, ...pick(isObject(found) ? found : {}) };
}

function pick(person: { name?: unknown; phone?: unknown; address?: unknown }): Omit<Contact, 'by'> {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return { name: text(person.name) ?? '', phone: text(person.phone), address: text(person.address) };
}

/** Why nothing can be sent to the petitioner, in Chinese, or null. */
export function contactProblem(contact: Contact): string | null {
  if ((contact.by === 'phone' || contact.by === 'sms') && contact.phone === null) return '信访人没有留下电话';
  if (contact.by === 'post' && contact.address === null) return '信访人没有留下地址';
  return null;
}
