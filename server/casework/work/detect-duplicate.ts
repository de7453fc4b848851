import { dayOf } from '../calendar/working-days.ts';
import { OPEN_STATES } from '../codes.ts';
import { BusinessOutcome } from '../errors.ts';
import { likeness } from '../intake/same-matter.ts';
import { listLikeness } from '../tables/likeness.ts';
import { findRelatedPetitions, listOpenSuggestions, type Petition, updatePetition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Whether the same petitioner brought the same matter before; of a suggestion, whether anybody did. A likeness is offered: while the first is
 * open it is `sameMatterOpen`, and table `petition-competence` asks a person. Only where a person has said so already is it a duplicate
 * (`ERR_DUPLICATE_OPEN`). After the first was closed it is `likelyRepeatOf`, and a person is asked all the same; where one has said so it is a repeat,
 * which wants a report back, and final when the first was (docs/adr). Key: petition.
 */
export const detectDuplicate: WorkTopic = {
  topic: 'detect-duplicate',
  async handle({ knex }, petition, input) {
    // Table `intake-rule`: texts at least this alike, by the same petitioner on the same subject, are taken as one matter.
    const sameMatterScore = input.number('sameMatterScore');
    const nothing = {
      duplicateOf: null,
      repeatOf: null,
      likelyRepeatOf: null,
      sameDay: false,
      sameMatterOpen: false,
      score: null,
      needsFeedback: input.boolean('needsFeedback'),
      finalAfterReReview: input.boolean('finalAfterReReview'),
    };
    const found = petition.sealed ? undefined : await findSameMatter(petition);
    if (!found) {
      if (petition.earlierReference === null) return nothing;
      return { ...nothing, repeatOf: petition.earlierReference, needsFeedback: true };
    }
    const { earlier, score, said } = found;
    const sameDay = dayOf(earlier.receivedAt) === dayOf(petition.receivedAt);
    if (OPEN_STATES.includes(earlier.state)) {
      const outputs = { ...nothing, duplicateOf: earlier.id, sameDay, sameMatterOpen: true, score };
      // The same idea again is no nuisance: its proposer joins the open suggestion (table `suggestion-screening`).
      if (petition.book === 'suggestion') return outputs;
      if (said) throw new BusinessOutcome('ERR_DUPLICATE_OPEN', '同一事项正在办理', outputs);
      return outputs;
    }
    if (!said) return { ...nothing, likelyRepeatOf: earlier.id, sameDay, score };
    await updatePetition(knex, petition.id, { repeatOf: earlier.id });
    const finalAfterReReview = nothing.finalAfterReReview || earlier.finalAt !== null;
    return { ...nothing, repeatOf: earlier.id, sameDay, score, needsFeedback: true, finalAfterReReview };

    /** `said`: by a person, not by likeness. */
    async function findSameMatter(
      own: Petition,
    ): Promise<{ earlier: Petition; score: number; said: boolean } | undefined> {
      if (own.petitionerHash === null && own.book !== 'suggestion') return undefined;
      const related =
        own.book === 'suggestion'
          ? await listOpenSuggestions(knex, own.subjectCode, own.id)
          : await findRelatedPetitions(knex, own, own.id);
      // What a person said about two matters goes before any likeness.
      const decided = new Map((await listLikeness(knex, own.id)).map(({ otherId, same }) => [otherId, same]));
      const earlierOnes = related
        .filter((other) => own.book === 'suggestion' || other.petitionerHash === own.petitionerHash)
        .filter((other) => !other.sealed && decided.get(other.id) !== false)
        .filter((other) => other.state !== 'merged' && other.state !== 'withdrawn')
        .filter(
          (other) =>
            other.receivedAt < own.receivedAt ||
            (other.receivedAt === own.receivedAt && other.businessKey < own.businessKey),
        )
        .map((earlier) => ({
          earlier,
          score: likeness(earlier.content, own.content),
          said: decided.get(earlier.id) === true,
        }))
        .filter(
          ({ earlier, score, said }) =>
            said ||
            earlier.textHash === own.textHash ||
            (earlier.subjectCode === own.subjectCode && score >= sameMatterScore),
        );
      const isOpen = ({ earlier }: { earlier: Petition }) => OPEN_STATES.includes(earlier.state);
      return earlierOnes.findLast(({ said }) => said) ?? earlierOnes.find(isOpen) ?? earlierOnes.at(-1);
    }
  },
};
