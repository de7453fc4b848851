import { BusinessOutcome } from '../errors.ts';
import { UNKNOWN_DISPUTE } from '../intake/dispute-facts.ts';
import { findDispute, saveDispute } from '../tables/dispute.ts';
import { listPersons } from '../tables/person.ts';
import type { WorkTopic } from './work-topic.ts';

/** The two sides a petition between private parties has at least: who raised it, and the other. */
const SIDES = 2;

/**
 * The facts that tables `dispute-screening` and `dispute-risk-level` judge by. Parties are numbered, never named. Of a petition that turns into
 * a dispute nothing more is known than its two sides. Key: dispute.
 */
export const screenDispute: WorkTopic = {
  topic: 'screen-dispute',
  async handle({ knex }, entry) {
    let dispute = await findDispute(knex, entry.id);
    if (!dispute) {
      const persons = await listPersons(knex, entry.id);
      await saveDispute(knex, {
        petitionId: entry.id,
        facts: UNKNOWN_DISPUTE,
        partyCount: Math.max(SIDES, persons.length),
        amountYuan: 0,
      });
      dispute = await findDispute(knex, entry.id);
    }
    if (!dispute) throw new Error(`no dispute was recorded for ${entry.id}`);
    const { partyCount, amountYuan, failedCount, facts } = dispute;
    const outputs = {
      ...facts,
      litigationState: entry.litigationState,
      subjectCode: entry.subjectCode,
      partyCount,
      partyIds: Array.from({ length: partyCount }, (_, index) => `party-${index + 1}`).join(','),
      amountYuan,
      mediationFailedCount: failedCount,
    };
    if (partyCount < SIDES) throw new BusinessOutcome('ERR_VALIDATION', '纠纷至少要有两方当事人', outputs);
    return outputs;
  },
};
