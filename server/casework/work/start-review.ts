import { BusinessOutcome } from '../errors.ts';
import { hasOpinion, nextStage, requestReview } from '../intake/request-review.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { findPetition, type Petition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Starts a review of this petition's opinion, or, for one that only repeats an earlier petition, of that one's. Raises
 * `ERR_NO_EARLIER_PETITION` when the register has no opinion to look at. Key: task.
 */
export const startReview: WorkTopic = {
  topic: 'start-review',
  async handle(context, petition, input) {
    const { knex, transact, clock } = context;
    const onceKey = `start-review:${input.taskId()}`;
    const done = await findAuditEntry(knex, onceKey);
    if (done) return { reviewId: String(done.detail['reviewId']) };
    const nothing = { reviewId: null };
    const refuse = (reason: string) => new BusinessOutcome('ERR_NO_EARLIER_PETITION', reason, nothing);
    const subject = await findSubject(petition, async (key) => findPetition(knex, key));
    if (!subject || !(await hasOpinion(knex, subject.id))) throw refuse('登记簿里没有可以复查的处理意见');
    if (subject.finalAt !== null) throw refuse('该事项已经复核终结');
    const nowMs = clock.now();
    const reviewId = await transact(async (trx) => {
      const stage = await nextStage(trx, subject);
      const id = await requestReview(trx, subject, { stage, reason: petition.content, askedUnitId: null }, nowMs);
      const detail = { reviewId: id, stage };
      await addAuditEntry(
        trx,
        { petitionId: subject.id, action: 'reviewRequested', actor: null, detail, at: nowMs },
        onceKey,
      );
      return id;
    });
    context.wakeOutbox();
    return { reviewId };
  },
};

/** The petition whose opinion is meant: its own when it was answered, else that of the one it repeats. */
async function findSubject(
  petition: Petition,
  find: (key: string) => Promise<Petition | undefined>,
): Promise<Petition | undefined> {
  if (petition.answeredAt !== null) return petition;
  const earlier = petition.repeatOf ?? petition.duplicateOf ?? petition.earlierReference;
  return earlier === null ? undefined : find(earlier);
}
