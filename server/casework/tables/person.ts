import type { Knex } from 'knex';

export type PersonRole = 'petitioner' | 'representative' | 'member' | 'party' | 'proposer';

/** A person of a petition. The only place where names, phones, id cards and addresses are kept. */
export interface Person {
  id: string;
  petitionId: string;
  role: PersonRole;
  /** Empty when the petition is anonymous. */
  name: string;
  /** The id-card number closed with the identity key, its keyed hash, and its form for lists. */
  idNoSealed: string | null;
  idNoHash: string | null;
  idNoMasked: string | null;
  phone: string | null;
  address: string | null;
}

interface Row {
  id: string;
  petition_id: string;
  role: PersonRole;
  name: string;
  id_no_sealed: string | null;
  id_no_hash: string | null;
  id_no_masked: string | null;
  phone: string | null;
  address: string | null;
}

const toPerson = (row: Row): Person => ({
  id: row.id,
  petitionId: row.petition_id,
  role: row.role,
  name: row.name,
  idNoSealed: row.id_no_sealed,
  idNoHash: row.id_no_hash,
  idNoMasked: row.id_no_masked,
  phone: row.phone,
  address: row.address,
});

/** Adds the persons of a petition. */
export async function insertPersons(db: Knex, persons: readonly Person[]): Promise<void> {
  for (const person of persons) {
    await db('casework_person').insert({
      id: person.id,
      petition_id: person.petitionId,
      role: person.role,
      name: person.name,
      id_no_sealed: person.idNoSealed,
      id_no_hash: person.idNoHash,
      id_no_masked: person.idNoMasked,
      phone: person.phone,
      address: person.address,
    });
  }
}

/** The persons of an entry: who raised it, then representatives, members, other parties, further proposers. */
export async function listPersons(db: Knex, petitionId: string): Promise<Person[]> {
  const rows: Row[] = await db('casework_person').where({ petition_id: petitionId });
  const rank: Record<PersonRole, number> = { petitioner: 0, representative: 1, member: 2, party: 3, proposer: 4 };
  return rows.map(toPerson).sort((a, b) => rank[a.role] - rank[b.role] || (a.id < b.id ? -1 : 1));
}

/** Takes the persons of a petition out of the register (they move into the sealed store). */
export async function deletePersons(db: Knex, petitionId: string): Promise<void> {
  await db('casework_person').where({ petition_id: petitionId }).delete();
}

/** Names who speaks for the others of a collective petition. */
export async function setPersonRole(db: Knex, id: string, role: PersonRole): Promise<void> {
  await db('casework_person').where({ id }).update({ role });
}
