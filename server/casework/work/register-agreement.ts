import { dayOf } from '../calendar/working-days.ts';
import { BusinessOutcome } from '../errors.ts';
import { findAgreement, insertAgreement } from '../tables/agreement.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import { listStatements } from '../tables/statement.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/**
 * Numbers an agreement, which is in force from now on (PML 29). Raises `ERR_UNSIGNED` when a written one lacks a signature; an oral one needs
 * none (PML 28). Key: dispute.
 */
export const registerAgreement: WorkTopic = {
  topic: 'register-agreement',
  async handle({ transact, clock }, entry, input) {
    return transact(async (trx) => {
      const done = await findAgreement(trx, entry.id);
      if (done) {
        return { agreementNo: done.agreementNo, effectiveAt: iso(done.effectiveAt), performAt: iso(done.performAt) };
      }
      const oral = input.boolean('oral');
      const round = input.optionalInteger('round') ?? entry.round;
      const signatures = await listStatements(trx, entry.id, { purpose: 'signature', round });
      const signed = signatures.filter((one) => one.statement === 'yes').length;
      if (!oral && signed < input.integer('partyCount')) {
        throw new BusinessOutcome('ERR_UNSIGNED', `还有 ${input.integer('partyCount') - signed} 方没有签字`, {
          agreementNo: null,
          effectiveAt: null,
          performAt: null,
        });
      }
      const effectiveAt = clock.now();
      const period = input.durationMs('performancePeriod');
      const performAt = Math.max(input.optionalTime('performBy') ?? effectiveAt + period, effectiveAt);
      const series = `TJ-${dayOf(effectiveAt).slice(0, 4)}`;
      const agreementNo = `${series}-${String(await drawNumber(trx, series)).padStart(5, '0')}`;
      await insertAgreement(trx, { agreementNo, petitionId: entry.id, oral, effectiveAt, performAt });
      const detail = { agreementNo, oral };
      await addAuditEntry(trx, {
        petitionId: entry.id,
        action: 'agreementRegistered',
        actor: null,
        detail,
        at: effectiveAt,
      });
      return { agreementNo, effectiveAt: iso(effectiveAt), performAt: iso(performAt) };
    });
  },
};
