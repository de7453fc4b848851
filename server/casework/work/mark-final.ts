import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** After a re-review the matter is final (终结): the same facts and reasons are not taken on again. Key: petition. */
export const markFinal: WorkTopic = {
  topic: 'mark-final',
  async handle({ knex, clock }, petition) {
    const finalAt = petition.finalAt ?? clock.now();
    await updatePetition(knex, petition.id, { finalAt });
    await addAuditEntry(
      knex,
      { petitionId: petition.id, action: 'madeFinal', actor: null, detail: {}, at: finalAt },
      `mark-final:${petition.id}`,
    );
    return { finalAt: iso(finalAt) };
  },
};
