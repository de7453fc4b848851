import { formOf } from '../intake/petition-form.ts';
import { registerSuggestion } from '../intake/register-suggestion.ts';
import { UNKNOWN_SUGGESTION } from '../intake/suggestion-facts.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { listPersons } from '../tables/person.ts';
import { findSuggestionOf } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

const TITLE_LENGTH = 30;

/** Makes a suggestion of a petition, under a number of its own that names where it came from. Key: petition. */
export const startSuggestion: WorkTopic = {
  topic: 'start-suggestion',
  async handle(context, petition) {
    const { knex, transact, clock } = context;
    const done = await findSuggestionOf(knex, petition.id);
    if (done) return { suggestionId: done.petitionId };
    const [proposer] = await listPersons(knex, petition.id);
    const suggestionId = await transact(async (trx) => {
      const form = formOf({
        channel: petition.channel,
        areaCode: petition.areaCode,
        subjectCode: petition.subjectCode,
        content: petition.content,
        contactBy: petition.contactBy,
        petitioner: {
          name: proposer?.name ?? '',
          idNo: null,
          phone: proposer?.phone ?? null,
          address: proposer?.address ?? null,
        },
      });
      const entry = await registerSuggestion(trx, context, form, {
        title: [...petition.content.replace(/\s+/g, '')].slice(0, TITLE_LENGTH).join(''),
        problem: petition.content,
        proposal: petition.claims.join('；') || petition.content,
        benefit: null,
        campaignId: null,
        showName: false,
        facts: UNKNOWN_SUGGESTION,
        sourceId: petition.id,
      });
      const detail = { suggestionKey: entry.businessKey };
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'turnedIntoSuggestion',
        actor: null,
        detail,
        at: clock.now(),
      });
      return entry.id;
    });
    context.wakeOutbox();
    return { suggestionId };
  },
};
