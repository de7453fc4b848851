import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

/** A new round on the same petition. The legal clock does not move. Key: petition + round. */
export const reopenPetition: WorkTopic = {
  topic: 'reopen-petition',
  async handle({ transact, clock }, petition, input) {
    const endedRound = input.integer('round');
    if (petition.round > endedRound) return { round: petition.round };
    const round = petition.round + 1;
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, {
        round,
        state: 'handling',
        outcome: null,
        answeredAt: null,
        concludedAt: null,
        closedAt: null,
      });
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'reopened',
        actor: null,
        detail: { round },
        at: clock.now(),
      });
    });
    return { round };
  },
};
