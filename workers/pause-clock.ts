import { type Topic, toOutputs } from './job.ts';
import { moveTimer, timersOf } from './move-timer.ts';

/** Timers of a review, by element. */
export const REVIEW_TIMERS = ['reviewOverdue', 'reviewReminder'] as const;

/** Far enough that no hearing lasts so long: a timer cannot stand still, so it is put out of reach until the clock goes on. */
const OUT_OF_REACH_MS = 36_525 * 86_400_000;

/** A hearing begins. Where its time is left out the timers of the review are put out of reach. */
export const pauseClock: Topic = {
  name: 'pause-clock',
  outputs: { pausedAt: 'Date' },
  async handle(job) {
    const outputs = toOutputs(
      await job.askRegister('pause-clock', {
        petitionId: job.read('petitionId'),
        taskId: job.task.id,
        reviewId: job.read('reviewId'),
        hearingExcluded: job.read('hearingExcluded'),
      }),
    );
    if (typeof outputs['pausedAt'] !== 'string') return outputs;
    const pausedMs = Date.parse(outputs['pausedAt']);
    for (const element of REVIEW_TIMERS) {
      for (const timer of await timersOf(job, job.task.processInstanceId, element)) {
        // Tried again: this timer is out of reach already.
        if (timer.dueMs - pausedMs < OUT_OF_REACH_MS / 2) {
          await moveTimer(job, job.task.processInstanceId, element, timer.dueMs + OUT_OF_REACH_MS);
        }
      }
    }
    return outputs;
  },
};

/** Brings timers back that `pause-clock` put out of reach. */
export const backInReach = (dueMs: number): number => dueMs - OUT_OF_REACH_MS;
