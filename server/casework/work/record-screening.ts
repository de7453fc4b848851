import type { PetitionState } from '../codes.ts';
import { updatePetition } from '../tables/petition.ts';
import { updateSuggestion } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

const STATES: Readonly<Record<string, PetitionState>> = {
  study: 'handling',
  inform: 'redirected',
  outOfScope: 'declined',
  notSuggestion: 'transferred',
};

/** What the officer made of a suggestion at first sight. Key: suggestion. */
export const recordScreening: WorkTopic = {
  topic: 'record-screening',
  async handle({ transact, clock }, entry, input) {
    const screening = input.text('screening');
    const state = STATES[screening];
    await transact(async (trx) => {
      await updateSuggestion(trx, entry.id, { screening, track: input.optionalText('track') });
      if (!state) return;
      const closed = state === 'handling' ? {} : { outcome: screening, closedAt: clock.now() };
      await updatePetition(trx, entry.id, { state, ...closed });
    });
    return {};
  },
};
