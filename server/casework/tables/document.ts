import type { Knex } from 'knex';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** A letter: rendered once per business key, template, round and reference, then numbered, then sent. */
export interface CaseworkDocument {
  id: string;
  petitionId: string;
  businessKey: string;
  template: string;
  round: number;
  /** What else tells two letters of one round apart, such as the number of a supervision order; usually empty. */
  reference: string;
  documentNo: string | null;
  content: string;
  /** Of the text, UTF-8, hex. */
  sha256: string;
  createdAt: number;
  deliveredAt: number | null;
  /** How it is known that the letter arrived: `signed`, `witnesses`, `publicNotice`; null where the reader confirmed it. */
  proof: string | null;
}

interface Row {
  id: string;
  petition_id: string;
  business_key: string;
  template: string;
  round: number;
  reference: string;
  document_no: string | null;
  content: string;
  sha256: string;
  created_at: Stored;
  delivered_at: Stored;
  proof: string | null;
}

const toDocument = (vault: Vault, row: Row): CaseworkDocument => ({
  id: row.id,
  petitionId: row.petition_id,
  businessKey: row.business_key,
  template: row.template,
  round: row.round,
  reference: row.reference,
  documentNo: row.document_no,
  content: vault.open(row.content, 'document.content'),
  sha256: row.sha256,
  createdAt: toMsRequired(row.created_at),
  deliveredAt: toMs(row.delivered_at),
  proof: row.proof,
});

type DocumentKey = Pick<CaseworkDocument, 'businessKey' | 'template' | 'round' | 'reference'>;

/** The letter that was rendered under this key. */
export async function findDocumentByKey(db: Knex, key: DocumentKey): Promise<CaseworkDocument | undefined> {
  const row: Row | undefined = await db('casework_document')
    .where({ business_key: key.businessKey, template: key.template, round: key.round, reference: key.reference })
    .first();
  return row && toDocument(vaultOf(db), row);
}

/** The letter with this id. */
export async function findDocument(db: Knex, id: string): Promise<CaseworkDocument | undefined> {
  const row: Row | undefined = await db('casework_document').where({ id }).first();
  return row && toDocument(vaultOf(db), row);
}

/** Stores a letter. @throws when one has the same key */
export async function insertDocument(db: Knex, document: CaseworkDocument): Promise<void> {
  await db('casework_document').insert({
    id: document.id,
    petition_id: document.petitionId,
    business_key: document.businessKey,
    template: document.template,
    round: document.round,
    reference: document.reference,
    document_no: document.documentNo,
    content: vaultOf(db).seal(document.content, 'document.content'),
    sha256: document.sha256,
    created_at: document.createdAt,
    delivered_at: document.deliveredAt,
  });
}

/** Stores the number and the text that now carries it. */
export async function numberDocument(
  db: Knex,
  id: string,
  numbered: { documentNo: string; content: string; sha256: string },
): Promise<void> {
  await db('casework_document')
    .where({ id })
    .update({
      document_no: numbered.documentNo,
      content: vaultOf(db).seal(numbered.content, 'document.content'),
      sha256: numbered.sha256,
    });
}

/** Notes the first time the letter reached its reader; a later time changes nothing. */
export async function markDelivered(db: Knex, id: string, deliveredAt: number): Promise<void> {
  await db('casework_document').where({ id }).whereNull('delivered_at').update({ delivered_at: deliveredAt });
}

/** Notes how it is known that the letter arrived; the first proof stands. */
export async function storeProof(db: Knex, id: string, proof: string): Promise<void> {
  await db('casework_document').where({ id }).whereNull('proof').update({ proof });
}

/** Puts another text into a letter that has no number yet. */
export async function rewriteDocument(
  db: Knex,
  id: string,
  written: Pick<CaseworkDocument, 'content' | 'sha256'>,
): Promise<void> {
  await db('casework_document')
    .where({ id })
    .whereNull('document_no')
    .update({ content: vaultOf(db).seal(written.content, 'document.content'), sha256: written.sha256 });
}

/** The letters of a petition, oldest first. */
export async function listDocuments(db: Knex, petitionId: string): Promise<CaseworkDocument[]> {
  const rows: Row[] = await db('casework_document')
    .where({ petition_id: petitionId })
    .orderBy(['created_at', 'template']);
  return rows.map((row) => toDocument(vaultOf(db), row));
}
