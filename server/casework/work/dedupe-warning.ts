import { randomUUID } from 'node:crypto';
import { findOpenWarning, findWarning, insertWarning, updateWarning } from '../tables/warning.ts';
import type { HouseTopic } from './work-topic.ts';

/**
 * One open warning per subject and place: a second one changes its level. A proposal that the analyst did not take for real (`confirmed` is false) is only
 * counted. Key: subject + area while it is open; of a proposal the task.
 */
export const dedupeWarning: HouseTopic = {
  topic: 'dedupe-warning',
  async ofHouse({ transact, clock }, input) {
    const [subjectCode, areaCode, level] = [input.text('subjectCode'), input.text('areaCode'), input.text('level')];
    return transact(async (trx) => {
      const raised = { subjectCode, areaCode, level, raisedAt: clock.now() };
      if (input.optionalBoolean('confirmed') === false) {
        const id = `proposal-${input.taskId()}`.slice(0, 36);
        if (!(await findWarning(trx, id))) await insertWarning(trx, { ...raised, id, confirmed: false });
        return { warningId: id, isNew: false };
      }
      const open = await findOpenWarning(trx, subjectCode, areaCode);
      if (open) {
        await updateWarning(trx, open.id, level, clock.now());
        return { warningId: open.id, isNew: false };
      }
      const id = randomUUID();
      await insertWarning(trx, { ...raised, id, confirmed: true });
      return { warningId: id, isNew: true };
    });
  },
};
