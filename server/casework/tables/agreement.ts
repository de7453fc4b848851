import type { Knex } from 'knex';
import { type Stored, toBoolean, toMs, toMsRequired } from './row-values.ts';

/** A mediation agreement (调解协议), one per dispute. */
export interface Agreement {
  agreementNo: string;
  petitionId: string;
  oral: boolean;
  effectiveAt: number;
  /** When performance is asked about. */
  performAt: number;
  /** Until when the parties may ask the court to confirm it; null until that was computed. */
  confirmationDueAt: number | null;
  courtReceiptNo: string | null;
  sentToCourtAt: number | null;
  /** `valid` or `invalid`. */
  courtVerdict: string | null;
}

interface Row {
  agreement_no: string;
  petition_id: string;
  oral: Stored;
  effective_at: Stored;
  perform_at: Stored;
  confirmation_due_at: Stored;
  court_receipt_no: string | null;
  sent_to_court_at: Stored;
  court_verdict: string | null;
}

const toAgreement = (row: Row): Agreement => ({
  agreementNo: row.agreement_no,
  petitionId: row.petition_id,
  oral: toBoolean(row.oral),
  effectiveAt: toMsRequired(row.effective_at),
  performAt: toMsRequired(row.perform_at),
  confirmationDueAt: toMs(row.confirmation_due_at),
  courtReceiptNo: row.court_receipt_no,
  sentToCourtAt: toMs(row.sent_to_court_at),
  courtVerdict: row.court_verdict,
});

/** The agreement on an entry. */
export async function findAgreement(db: Knex, petitionId: string): Promise<Agreement | undefined> {
  const row: Row | undefined = await db('casework_agreement').where({ petition_id: petitionId }).first();
  return row && toAgreement(row);
}

/** Stores an agreement. @throws when the dispute has one */
export async function insertAgreement(
  db: Knex,
  agreement: Pick<Agreement, 'agreementNo' | 'petitionId' | 'oral' | 'effectiveAt' | 'performAt'>,
): Promise<void> {
  await db('casework_agreement').insert({
    agreement_no: agreement.agreementNo,
    petition_id: agreement.petitionId,
    oral: agreement.oral,
    effective_at: agreement.effectiveAt,
    perform_at: agreement.performAt,
  });
}

/** Changes what happens to an agreement after it was signed. */
export async function updateAgreement(
  db: Knex,
  agreementNo: string,
  changes: Partial<Pick<Agreement, 'confirmationDueAt' | 'courtReceiptNo' | 'sentToCourtAt' | 'courtVerdict'>>,
): Promise<void> {
  await db('casework_agreement')
    .where({ agreement_no: agreementNo })
    .update({
      ...(changes.confirmationDueAt === undefined ? {} : { confirmation_due_at: changes.confirmationDueAt }),
      ...(changes.courtReceiptNo === undefined ? {} : { court_receipt_no: changes.courtReceiptNo }),
      ...(changes.sentToCourtAt === undefined ? {} : { sent_to_court_at: changes.sentToCourtAt }),
      ...(changes.courtVerdict === undefined ? {} : { court_verdict: changes.courtVerdict }),
    });
}
