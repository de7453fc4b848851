import { dayOf } from '../calendar/working-days.ts';
import { BusinessOutcome, invalid } from '../errors.ts';
import { findAgreement, updateAgreement } from '../tables/agreement.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import type { WorkTopic } from './work-topic.ts';

/** Hands the joint request for confirmation to the court. Raises `ERR_TOO_LATE` after the window. Key: agreement. */
export const sendToCourt: WorkTopic = {
  topic: 'send-to-court',
  async handle({ transact, clock }, entry) {
    return transact(async (trx) => {
      const agreement = await findAgreement(trx, entry.id);
      if (!agreement) throw invalid([{ field: '', reason: '没有登记的调解协议' }]);
      if (agreement.courtReceiptNo !== null) return { receiptNo: agreement.courtReceiptNo };
      const nowMs = clock.now();
      if (agreement.confirmationDueAt !== null && nowMs > agreement.confirmationDueAt) {
        throw new BusinessOutcome('ERR_TOO_LATE', '申请司法确认的期限已过', { receiptNo: null });
      }
      const series = `SQ-${dayOf(nowMs).slice(0, 4)}`;
      const courtReceiptNo = `${series}-${String(await drawNumber(trx, series)).padStart(5, '0')}`;
      await updateAgreement(trx, agreement.agreementNo, { courtReceiptNo, sentToCourtAt: nowMs });
      const detail = { agreementNo: agreement.agreementNo, courtReceiptNo };
      await addAuditEntry(trx, { petitionId: entry.id, action: 'sentToCourt', actor: null, detail, at: nowMs });
      return { receiptNo: courtReceiptNo };
    });
  },
};
