import { randomUUID } from 'node:crypto';
import { invalid } from '../errors.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { insertPersons, listPersons } from '../tables/person.ts';
import { findPetition, updatePetition } from '../tables/petition.ts';
import { updateSuggestion } from '../tables/suggestion.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** The same idea is open already: its proposer joins there and is told what becomes of it. Key: suggestion. */
export const mergeSuggestion: WorkTopic = {
  topic: 'merge-suggestion',
  async handle({ knex, transact, clock }, entry, input) {
    const onceKey = `merge-suggestion:${entry.id}`;
    const done = await findAuditEntry(knex, onceKey);
    if (done) return { mergedAt: iso(done.at) };
    const open = await findPetition(knex, input.text('duplicateOf'));
    if (!open) throw invalid([{ field: 'duplicateOf', reason: '同类建议不在登记簿里' }]);
    const at = clock.now();
    await transact(async (trx) => {
      const proposers = (await listPersons(trx, entry.id)).map((person) => ({
        ...person,
        id: randomUUID(),
        petitionId: open.id,
        role: 'proposer' as const,
      }));
      await insertPersons(trx, proposers);
      await updateSuggestion(trx, entry.id, { sameIdeaOf: open.id });
      await updatePetition(trx, entry.id, { state: 'merged', outcome: 'merge', duplicateOf: open.id, closedAt: at });
      const detail = { mergedInto: open.businessKey };
      await addAuditEntry(trx, { petitionId: entry.id, action: 'merged', actor: null, detail, at }, onceKey);
    });
    return { mergedAt: iso(at) };
  },
};
