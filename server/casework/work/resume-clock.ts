import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { updateReview } from '../tables/review.ts';
import { requireReview } from './require-review.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** The hearing is over: what it took is added to the review's due date; nothing is when the clock was not stopped. Key: task. */
export const resumeClock: WorkTopic = {
  topic: 'resume-clock',
  async handle({ knex, transact, clock }, petition, input) {
    const review = await requireReview(knex, petition, input);
    const onceKey = `resume-clock:${input.taskId()}`;
    if (review.dueAt === null) return { reviewDueAt: null, pausedMs: 0 };
    const done = await findAuditEntry(knex, onceKey);
    if (done) return { reviewDueAt: iso(review.dueAt), pausedMs: Number(done.detail['pausedMs']) };
    const nowMs = clock.now();
    const pausedMs = review.pausedAt === null ? 0 : nowMs - review.pausedAt;
    const dueAt = review.dueAt + pausedMs;
    await transact(async (trx) => {
      await updateReview(trx, review.id, { dueAt, pausedAt: null });
      await addAuditEntry(
        trx,
        { petitionId: petition.id, action: 'clockResumed', actor: null, detail: { pausedMs }, at: nowMs },
        onceKey,
      );
    });
    return { reviewDueAt: iso(dueAt), pausedMs };
  },
};
