import { randomUUID } from 'node:crypto';
import { findOpenWarning, insertWarning, updateWarning } from '../tables/warning.ts';
import type { HouseTopic } from './work-topic.ts';

/** One open warning per subject and place: a second one changes its level. Key: subject + area while it is open. */
export const dedupeWarning: HouseTopic = {
  topic: 'dedupe-warning',
  async ofHouse({ transact, clock }, input) {
    const [subjectCode, areaCode, level] = [input.text('subjectCode'), input.text('areaCode'), input.text('level')];
    return transact(async (trx) => {
      const open = await findOpenWarning(trx, subjectCode, areaCode);
      if (open) {
        await updateWarning(trx, open.id, level, clock.now());
        return { warningId: open.id, isNew: false };
      }
      const id = randomUUID();
      await insertWarning(trx, { id, subjectCode, areaCode, level, raisedAt: clock.now() });
      return { warningId: id, isNew: true };
    });
  },
};
