import { periodEndMs } from '../calendar/working-days.ts';
import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { type Petition, updatePetition } from '../tables/petition.ts';
import { iso, type WorkOutput, type WorkTopic } from './work-topic.ts';

/**
 * Moves the legal clock once, by at most what table `statutory-deadline` allows (R 34: 30 days): a last day that is a holiday moves on within
 * these, never past them. The worker then moves the timers.
 * Raises `ERR_ALREADY_EXTENDED`, `ERR_TOO_LATE` (the deadline has passed), `ERR_VALIDATION` (too many days). Key: task.
 */
export const extendDeadline: WorkTopic = {
  topic: 'extend-deadline',
  async handle({ knex, transact, clock }, petition, input) {
    const nowMs = clock.now();
    const onceKey = `extend-deadline:${input.taskId()}`;
    const reminderBeforeMs = input.durationMs('reminderBefore');
    const unchanged = toOutput(petition.deadlineAt ?? input.time('deadlineAt'), nowMs, reminderBeforeMs);
    if (await findAuditEntry(knex, onceKey)) return unchanged;
    refuseExtension(petition, input.integer('extensionDays'), input.integer('extendDays'), nowMs, unchanged);
    const from = petition.deadlineAt ?? input.time('deadlineAt');
    const days = input.integer('extensionDays');
    const deadlineAt = await periodEndMs(knex, from, days, 'day', input.integer('extendDays'));
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, { deadlineAt, extendedFrom: from });
      const detail = { from: iso(from), to: iso(deadlineAt) };
      await addAuditEntry(
        trx,
        { petitionId: petition.id, action: 'deadlineExtended', actor: null, detail, at: nowMs },
        onceKey,
      );
    });
    return toOutput(deadlineAt, nowMs, reminderBeforeMs);
  },
};

function refuseExtension(petition: Petition, days: number, most: number, nowMs: number, outputs: WorkOutput): void {
  if (petition.extendedFrom !== null) throw new BusinessOutcome('ERR_ALREADY_EXTENDED', '已经延期一次', outputs);
  if (petition.deadlineAt !== null && nowMs > petition.deadlineAt) {
    throw new BusinessOutcome('ERR_TOO_LATE', '办理期限已过，不能再延期', outputs);
  }
  if (days < 1 || days > most) {
    throw new BusinessOutcome('ERR_VALIDATION', `延期天数须为 1 到 ${most}，申请的是 ${days}`, outputs);
  }
}

function toOutput(deadlineAt: number, nowMs: number, reminderBeforeMs: number): WorkOutput {
  return {
    deadlineAt: iso(deadlineAt),
    unitDueAt: iso(deadlineAt),
    unitReminderAt: iso(Math.max(deadlineAt - reminderBeforeMs, nowMs)),
  };
}
