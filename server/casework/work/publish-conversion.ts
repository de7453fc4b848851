import { invalid } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { findSuggestion, updateSuggestion } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

/** What became of an adopted suggestion is told on a public page; a name stands there only with consent. Key: suggestion. */
export const publishConversion: WorkTopic = {
  topic: 'publish-conversion',
  async handle({ knex, transact, clock }, entry, input) {
    const suggestion = await findSuggestion(knex, entry.id);
    if (!suggestion) throw invalid([{ field: '', reason: `${entry.businessKey} 不是建议` }]);
    if (suggestion.url !== null) return { url: suggestion.url };
    const url = `/suggestions/${entry.businessKey}`;
    const conversionKind = input.optionalText('conversionKind');
    const rewarded = input.boolean('rewarded');
    const publishedAt = clock.now();
    await transact(async (trx) => {
      await updateSuggestion(trx, entry.id, { url, publishedAt, conversionKind, rewarded });
      const detail = { conversionKind, rewarded };
      await addAuditEntry(trx, { petitionId: entry.id, action: 'converted', actor: null, detail, at: publishedAt });
    });
    return { url };
  },
};
