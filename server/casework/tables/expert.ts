import type { Knex } from 'knex';
import type { ExpertKind } from '../codes.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toBoolean } from './row-values.ts';

/** Somebody of the pool of experts (专家库). */
export interface Expert {
  id: string;
  name: string;
  /** How the expert is reached; closed in the database like the name. */
  phone: string | null;
  kind: ExpertKind;
  areaCode: string;
  /** Can be asked now. */
  active: boolean;
}

interface Row {
  id: string;
  name: string;
  phone: string | null;
  kind: ExpertKind;
  area_code: string;
  active: Stored;
}

const toExpert = (vault: Vault, row: Row): Expert => ({
  id: row.id,
  name: vault.open(row.name, 'expert.name'),
  phone: vault.open(row.phone, 'expert.phone'),
  kind: row.kind,
  areaCode: row.area_code,
  active: toBoolean(row.active),
});

/** Experts, optionally of one kind, by area and id. */
export async function listExperts(db: Knex, kind?: ExpertKind): Promise<Expert[]> {
  const rows: Row[] = await db('casework_expert')
    .modify((q) => {
      if (kind) q.where({ kind });
    })
    .orderBy(['area_code', 'id']);
  return rows.map((row) => toExpert(vaultOf(db), row));
}

/** The expert with this id. */
export async function findExpert(db: Knex, id: string): Promise<Expert | undefined> {
  const row: Row | undefined = await db('casework_expert').where({ id }).first();
  return row && toExpert(vaultOf(db), row);
}

/** Adds experts. @throws when an id is taken or an area is missing */
export async function insertExperts(db: Knex, experts: readonly Expert[]): Promise<void> {
  const vault = vaultOf(db);
  for (const { id, name, phone, kind, areaCode, active } of experts) {
    await db('casework_expert').insert({
      id,
      name: vault.seal(name, 'expert.name'),
      phone: vault.seal(phone, 'expert.phone'),
      kind,
      area_code: areaCode,
      active,
    });
  }
}

/** Whether an expert can be asked from now on. */
export async function setExpertActive(db: Knex, id: string, active: boolean): Promise<void> {
  await db('casework_expert').where({ id }).update({ active });
}
