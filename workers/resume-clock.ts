import { type Topic, toOutputs } from './job.ts';
import { moveTimer, timersOf } from './move-timer.ts';
import { backInReach, REVIEW_TIMERS } from './pause-clock.ts';

/** The hearing is over: the timers of the review go on, later by what the hearing took. */
export const resumeClock: Topic = {
  name: 'resume-clock',
  outputs: { reviewDueAt: 'Date' },
  async handle(job) {
    const answer = await job.askRegister('resume-clock', {
      petitionId: job.read('petitionId'),
      taskId: job.task.id,
      reviewId: job.read('reviewId'),
    });
    const { reviewDueAt } = toOutputs(answer);
    const pausedMs = answer['pausedMs'];
    const pausedAt = job.read('pausedAt');
    if (typeof pausedMs !== 'number' || typeof pausedAt !== 'string') return { reviewDueAt: reviewDueAt ?? null };
    for (const element of REVIEW_TIMERS) {
      for (const timer of await timersOf(job, job.task.processInstanceId, element)) {
        const dueMs = backInReach(timer.dueMs);
        // Tried again: this timer was brought back already.
        if (dueMs < Date.parse(pausedAt)) continue;
        await moveTimer(job, job.task.processInstanceId, element, dueMs + pausedMs);
      }
    }
    return { reviewDueAt: reviewDueAt ?? null };
  },
};
