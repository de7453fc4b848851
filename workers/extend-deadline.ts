import { type Job, member, type Topic, toOutputs } from './job.ts';
import { moveTimer } from './move-timer.ts';
import { readUnitWatch } from './unit-watch.ts';

/** Moves the legal deadline in the register, then the timers that were set by it. A timer is moved, never started anew. */
export const extendDeadline: Topic = {
  name: 'extend-deadline',
  outputs: { deadlineAt: 'Date', unitDueAt: 'Date', unitReminderAt: 'Date' },
  async handle(job) {
    const watch = await readUnitWatch(job);
    const outputs = toOutputs(
      await job.askRegister('extend-deadline', {
        businessKey: job.task.businessKey,
        petitionId: job.read('petitionId'),
        taskId: job.task.id,
        round: job.read('round'),
        extensionDays: job.read('extensionDays'),
        extendDays: job.read('extendDays'),
        deadlineAt: job.read('deadlineAt'),
        reminderBefore: watch.reminderBefore,
      }),
    );
    const { unitDueAt, unitReminderAt } = outputs;
    if (typeof unitDueAt !== 'string' || typeof unitReminderAt !== 'string') return outputs;
    const here = job.task.processInstanceId;
    await moveTimer(job, here, 'handlingDue', Date.parse(unitDueAt));
    await moveTimer(job, here, 'handlingReminder', Date.parse(unitReminderAt));
    const sentAt = job.read('sentAt');
    const caller = await callerOf(job, here);
    if (caller === null || typeof sentAt !== 'string') return outputs;
    const sentMs = Date.parse(sentAt);
    // Timers that watch the period of the unit from the calling instance, by the share of it that has gone.
    const shares = {
      // Counted in working days from the sending, the first look stays where it is.
      ...(watch.firstWorkingDays === null ? { stalledHalfTime: watch.firstShare } : {}),
      stalledEightyPercent: watch.secondShare,
    };
    for (const [element, share] of Object.entries(shares)) {
      await moveTimer(job, caller, element, sentMs + Math.ceil((Date.parse(unitDueAt) - sentMs) * share));
    }
    return outputs;
  },
};

async function callerOf(job: Job, processInstanceId: string): Promise<string | null> {
  const query = new URLSearchParams({ subProcessInstance: processInstanceId });
  const found = await job.askEngine('GET', `/process-instance?${query}`);
  const id = Array.isArray(found) ? member(found[0], 'id') : undefined;
  return typeof id === 'string' ? id : null;
}
