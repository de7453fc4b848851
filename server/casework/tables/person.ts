import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';

export type PersonRole = 'petitioner' | 'representative' | 'member' | 'party' | 'proposer';

/** A person of a petition. The only place where names, phones, id cards and addresses are kept; the database holds them closed. */
export interface Person {
  id: string;
  petitionId: string;
  role: PersonRole;
  /** Empty when the petition is anonymous. */
  name: string;
  idNo: string | null;
  phone: string | null;
  address: string | null;
}

interface Row {
  id: string;
  petition_id: string;
  role: PersonRole;
  name: string;
  id_no: string | null;
  phone: string | null;
  address: string | null;
}

const toPerson = (vault: Vault, row: Row): Person => ({
  id: row.id,
  petitionId: row.petition_id,
  role: row.role,
  name: vault.open(row.name, 'person.name'),
  idNo: vault.open(row.id_no, 'person.id_no'),
  phone: vault.open(row.phone, 'person.phone'),
  address: vault.open(row.address, 'person.address'),
});

/** The columns by which somebody is found whose id card or phone is known exactly. */
export function hashesOf(vault: Vault, { idNo, phone }: Pick<Person, 'idNo' | 'phone'>) {
  return {
    id_no_hash: idNo === null ? null : vault.hash(`id:${idNo}`),
    phone_hash: phone === null ? null : vault.hash(`phone:${phone.replace('-', '')}`),
  };
}

/** Adds the persons of a petition. */
export async function insertPersons(db: Knex, persons: readonly Person[]): Promise<void> {
  const vault = vaultOf(db);
  for (const person of persons) {
    await db('casework_person').insert({
      id: person.id,
      petition_id: person.petitionId,
      role: person.role,
      name: vault.seal(person.name, 'person.name'),
      id_no: vault.seal(person.idNo, 'person.id_no'),
      phone: vault.seal(person.phone, 'person.phone'),
      address: vault.seal(person.address, 'person.address'),
      ...hashesOf(vault, person),
    });
  }
}

/** The persons of an entry: who raised it, then representatives, members, other parties, further proposers. */
export async function listPersons(db: Knex, petitionId: string): Promise<Person[]> {
  const rows: Row[] = await db('casework_person').where({ petition_id: petitionId });
  const rank: Record<PersonRole, number> = { petitioner: 0, representative: 1, member: 2, party: 3, proposer: 4 };
  const vault = vaultOf(db);
  return rows.map((row) => toPerson(vault, row)).sort((a, b) => rank[a.role] - rank[b.role] || (a.id < b.id ? -1 : 1));
}

/** Takes the persons of a petition out of the register (they move into the sealed store). */
export async function deletePersons(db: Knex, petitionId: string): Promise<void> {
  await db('casework_person').where({ petition_id: petitionId }).delete();
}

/** Names who speaks for the others of a collective petition. */
export async function setPersonRole(db: Knex, id: string, role: PersonRole): Promise<void> {
  await db('casework_person').where({ id }).update({ role });
}

/** Names of the persons of several petitions, longest first; anonymous ones left out. */
export async function listNames(
  db: Knex,
  petitionIds: readonly string[],
): Promise<Pick<Person, 'petitionId' | 'name'>[]> {
  const rows: Pick<Row, 'petition_id' | 'name'>[] = await db('casework_person')
    .whereIn('petition_id', [...petitionIds])
    .select('petition_id', 'name');
  return rows
    .map((row) => ({ petitionId: row.petition_id, name: vaultOf(db).open(row.name, 'person.name') }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length);
}

/** Ids of the petitions, oldest first, in which somebody with exactly this id card or phone stands. Sealed ones are not found. */
export async function findPetitionsOf(db: Knex, who: Pick<Person, 'idNo' | 'phone'>): Promise<string[]> {
  const { id_no_hash, phone_hash } = hashesOf(vaultOf(db), who);
  const rows: { id: string }[] = await db('casework_petition')
    .where({ sealed: false })
    .whereIn(
      'id',
      db('casework_person')
        .select('petition_id')
        .where((either) => {
          if (id_no_hash !== null) either.orWhere({ id_no_hash });
          if (phone_hash !== null) either.orWhere({ phone_hash });
        }),
    )
    .orderBy(['received_at', 'business_key'])
    .select('id');
  return rows.map(({ id }) => id);
}
