import { invalid } from '../errors.ts';
import { findSuggestion } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

/** The facts that table `suggestion-screening` judges by. Reads only. */
export const screenSuggestion: WorkTopic = {
  topic: 'screen-suggestion',
  async handle({ knex }, entry, input) {
    const suggestion = await findSuggestion(knex, entry.id);
    if (!suggestion) throw invalid([{ field: '', reason: `${entry.businessKey} 不是建议` }]);
    return {
      ...suggestion.facts,
      sameIdeaOpen: input.optionalText('duplicateOf') !== null,
      inCampaign: suggestion.campaignId !== null,
    };
  },
};
