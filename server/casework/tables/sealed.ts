import type { Knex } from 'knex';
import { vaultOf } from '../vault/vault.ts';
import { type Stored, toMsRequired } from './row-values.ts';

/** An accusation in its envelope: everything that could betray it is in `matter`, JSON, closed in the database. */
export interface SealedMatter {
  sealNo: string;
  petitionId: string;
  /** Id of the unit it was passed to. */
  passedTo: string;
  matter: string;
  sealedAt: number;
}

interface Row {
  seal_no: string;
  petition_id: string;
  passed_to: string;
  matter_sealed: string;
  sealed_at: Stored;
}

/** Stores an envelope. @throws when the petition has one */
export async function insertSealed(db: Knex, matter: SealedMatter): Promise<void> {
  await db('casework_sealed').insert({
    seal_no: matter.sealNo,
    petition_id: matter.petitionId,
    passed_to: matter.passedTo,
    matter_sealed: vaultOf(db).seal(matter.matter, 'sealed.matter_sealed'),
    sealed_at: matter.sealedAt,
  });
}

/** The envelope of a petition, if it is sealed. */
export async function findSealed(db: Knex, petitionId: string): Promise<SealedMatter | undefined> {
  const row: Row | undefined = await db('casework_sealed').where({ petition_id: petitionId }).first();
  return (
    row && {
      sealNo: row.seal_no,
      petitionId: row.petition_id,
      passedTo: row.passed_to,
      matter: vaultOf(db).open(row.matter_sealed, 'sealed.matter_sealed'),
      sealedAt: toMsRequired(row.sealed_at),
    }
  );
}
