import { Duration } from 'luxon';
import { periodEndMs } from '../calendar/working-days.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Clock 1: until when the petition must be registered and routed (R 22(1): 15 days from receipt). Key: petition. */
export const startIntakeClock: WorkTopic = {
  topic: 'start-intake-clock',
  async handle({ knex }, petition, input) {
    const receivedAt = input.optionalTime('receivedAt') ?? petition.receivedAt;
    const dueAt = petition.intakeDueAt ?? (await periodEndMs(knex, receivedAt, input.integer('amount'), input.unit()));
    if (petition.intakeDueAt === null) await updatePetition(knex, petition.id, { intakeDueAt: dueAt });
    const reminderAfter = Duration.fromISO(input.optionalText('intakeReminderPeriod') ?? 'P10D');
    return {
      intakeDueAt: iso(dueAt),
      intakeReminderAt: iso(receivedAt + reminderAfter.toMillis()),
      round: petition.round,
      agentLevel: petition.level ?? 'community',
    };
  },
};
