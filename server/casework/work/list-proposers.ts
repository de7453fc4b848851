import { listPersons } from '../tables/person.ts';
import { updateSuggestion } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

/** How many proposers a suggestion has, those who joined it included; the verdict is kept for the letters to them. Key: suggestion. */
export const listProposers: WorkTopic = {
  topic: 'list-proposers',
  async handle({ knex }, entry, input) {
    const verdict = input.optionalText('verdict');
    if (verdict !== null) await updateSuggestion(knex, entry.id, { verdict });
    return { proposerCount: Math.max((await listPersons(knex, entry.id)).length, 1) };
  },
};
