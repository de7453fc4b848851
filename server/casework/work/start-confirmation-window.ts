import { periodEndMs } from '../calendar/working-days.ts';
import { invalid } from '../errors.ts';
import { findAgreement, updateAgreement } from '../tables/agreement.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Until when both parties may ask the court to confirm the agreement (PML 33). Key: dispute. */
export const startConfirmationWindow: WorkTopic = {
  topic: 'start-confirmation-window',
  async handle({ knex }, entry, input) {
    const agreement = await findAgreement(knex, entry.id);
    if (!agreement) throw invalid([{ field: '', reason: '没有登记的调解协议' }]);
    const confirmationDueAt =
      agreement.confirmationDueAt ??
      (await periodEndMs(knex, agreement.effectiveAt, input.integer('amount'), input.unit()));
    await updateAgreement(knex, agreement.agreementNo, { confirmationDueAt });
    return { confirmationDueAt: iso(confirmationDueAt) };
  },
};
