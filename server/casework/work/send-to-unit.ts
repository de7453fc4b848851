import { periodEndMs } from '../calendar/working-days.ts';
import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { findUnit } from '../tables/unit.ts';
import { recordInboxEntry } from '../tables/unit-inbox.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Puts the petition into the unit's inbox and says when the unit is due. Key: petition + unit + round. */
export const sendToUnit: WorkTopic = {
  topic: 'send-to-unit',
  async handle({ knex, transact, clock }, petition, input) {
    const unit = await findUnit(knex, input.text('leadUnitId'));
    if (!unit || unit.closedAt !== null) {
      const nothing = { sentAt: null, unitDueAt: null, unitReminderAt: null, halfTimeAt: null, eightyPercentAt: null };
      throw new BusinessOutcome('ERR_UNIT_CLOSED', '责任单位已撤销或不存在', nothing);
    }
    const round = input.optionalInteger('round') ?? petition.round;
    const mode = input.optionalText('mode') ?? 'forward';
    const rework = round > 1 ? input.durationMs('reworkPeriod') : 0;
    const reminderBeforeMs = input.durationMs('reminderBefore');
    const [firstShare, secondShare] = [input.number('firstShare'), input.number('secondShare')];
    const legalMs = petition.deadlineAt ?? input.time('deadlineAt');
    const due = (sentAt: number) => (round > 1 ? Math.max(legalMs, sentAt + rework) : legalMs);
    const entry = await transact(async (trx) => {
      const nowMs = clock.now();
      const recorded = await recordInboxEntry(trx, {
        petitionId: petition.id,
        unitId: unit.id,
        round,
        mode,
        dueAt: due(nowMs),
        sentAt: nowMs,
      });
      await updatePetition(trx, petition.id, { state: 'handling', leadUnitId: unit.id });
      await addAuditEntry(
        trx,
        {
          petitionId: petition.id,
          action: 'sentToUnit',
          actor: null,
          detail: { unitId: unit.id, mode, round },
          at: nowMs,
        },
        `send-to-unit:${petition.id}:${unit.id}:${round}`,
      );
      return recorded;
    });
    const { sentAt } = entry;
    const unitDueAt = entry.dueAt ?? due(sentAt);
    const span = unitDueAt - sentAt;
    const firstWorkingDays = input.optionalInteger('firstWorkingDays');
    const firstLookAt =
      firstWorkingDays === null
        ? sentAt + Math.ceil(span * firstShare)
        : Math.min(await periodEndMs(knex, sentAt, firstWorkingDays, 'workday'), unitDueAt);
    return {
      sentAt: iso(sentAt),
      unitDueAt: iso(unitDueAt),
      unitReminderAt: iso(Math.max(unitDueAt - reminderBeforeMs, sentAt)),
      halfTimeAt: iso(firstLookAt),
      eightyPercentAt: iso(sentAt + Math.ceil(span * secondShare)),
    };
  },
};
