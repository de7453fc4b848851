import { UNKNOWN_FACTS } from '../intake/facts.ts';
import { formOf } from '../intake/petition-form.ts';
import { registerWithin } from '../intake/register-petition.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { listPersons } from '../tables/person.ts';
import { updatePetition } from '../tables/petition.ts';
import { findSuggestion } from '../tables/suggestion.ts';
import type { WorkTopic } from './work-topic.ts';

/** What was no suggestion becomes a petition of its own; one that names misconduct is sealed from its first moment. Key: suggestion. */
export const startIntake: WorkTopic = {
  topic: 'start-intake',
  async handle(context, entry) {
    const { knex, transact, clock } = context;
    const onceKey = `start-intake:${entry.id}`;
    const done = await findAuditEntry(knex, onceKey);
    if (done) return { newPetitionId: String(done.detail['petitionId']) };
    const suggestion = await findSuggestion(knex, entry.id);
    const [proposer] = await listPersons(knex, entry.id);
    const namesMisconduct = suggestion?.facts.namesMisconduct ?? false;
    const newPetitionId = await transact(async (trx) => {
      const form = formOf({
        channel: entry.channel,
        areaCode: entry.areaCode,
        subjectCode: entry.subjectCode,
        content: entry.content,
        claims: [suggestion?.title ?? '请予办理'],
        contactBy: entry.contactBy,
        petitioner: {
          name: proposer?.name ?? '',
          idNo: null,
          phone: proposer?.phone ?? null,
          address: proposer?.address ?? null,
        },
        facts: { ...UNKNOWN_FACTS, asksOwnRelief: !namesMisconduct, allegesOfficialMisconduct: namesMisconduct },
      });
      const petition = await registerWithin(trx, context, form, null);
      if (namesMisconduct) await updatePetition(trx, entry.id, { sealed: true });
      await addAuditEntry(
        trx,
        {
          petitionId: entry.id,
          action: 'turnedIntoPetition',
          actor: null,
          detail: { petitionId: petition.id },
          at: clock.now(),
        },
        onceKey,
      );
      return petition.id;
    });
    context.wakeOutbox();
    return { newPetitionId };
  },
};
