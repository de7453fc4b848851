import { periodEndMs } from '../calendar/working-days.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Clock 2: accepted now, to be answered within 60 days (R 34). The legal clock is set once: a second call gives the first answer. */
export const startHandlingClock: WorkTopic = {
  topic: 'start-handling-clock',
  async handle({ knex, transact, clock }, petition, input) {
    if (petition.acceptedAt !== null && petition.deadlineAt !== null) {
      return { acceptedAt: iso(petition.acceptedAt), deadlineAt: iso(petition.deadlineAt) };
    }
    const acceptedAt = clock.now();
    const deadlineAt = await periodEndMs(knex, acceptedAt, input.integer('amount'), input.unit());
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, {
        acceptedAt,
        deadlineAt,
        state: 'accepted',
        outcome: null,
        closedAt: null,
      });
      const detail = { deadlineAt: iso(deadlineAt) };
      await addAuditEntry(trx, { petitionId: petition.id, action: 'accepted', actor: null, detail, at: acceptedAt });
    });
    return { acceptedAt: iso(acceptedAt), deadlineAt: iso(deadlineAt) };
  },
};
