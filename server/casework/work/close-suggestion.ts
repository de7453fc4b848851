import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { updateSuggestion } from '../tables/suggestion.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Every proposer was told: a studied suggestion is concluded, others keep what the screening said. Key: suggestion. */
export const closeSuggestion: WorkTopic = {
  topic: 'close-suggestion',
  async handle({ transact, clock }, entry, input) {
    if (entry.concludedAt !== null) return { concludedAt: iso(entry.concludedAt) };
    const concludedAt = clock.now();
    const verdict = input.optionalText('verdict');
    await transact(async (trx) => {
      await updateSuggestion(trx, entry.id, { verdict });
      const outcome = verdict === null ? {} : { outcome: verdict === 'no' ? 'notAdopted' : 'adopted' };
      const state = entry.state === 'handling' ? { state: 'concluded' as const, closedAt: concludedAt } : {};
      await updatePetition(trx, entry.id, { concludedAt, ...state, ...outcome });
      await addAuditEntry(trx, {
        petitionId: entry.id,
        action: 'concluded',
        actor: null,
        detail: { verdict },
        at: concludedAt,
      });
    });
    return { concludedAt: iso(concludedAt) };
  },
};
