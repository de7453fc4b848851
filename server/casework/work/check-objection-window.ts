import { periodEndMs } from '../calendar/working-days.ts';
import { BusinessOutcome } from '../errors.ts';
import type { WorkTopic } from './work-topic.ts';

/** Whether a unit may still say "not mine": 5 working days from its receipt (R 23(3)). Reads only. */
export const checkObjectionWindow: WorkTopic = {
  topic: 'check-objection-window',
  async handle({ knex, clock }, _petition, input) {
    const until = await periodEndMs(knex, input.time('sentAt'), input.integer('amount'), input.unit());
    if (clock.now() > until) {
      throw new BusinessOutcome('ERR_TOO_LATE', '已超过提出异议的期限', { objectionOpen: false });
    }
    return { objectionOpen: true };
  },
};
