import { type Topic, toOutputs } from './job.ts';
import { readUnitWatch } from './unit-watch.ts';

/** Puts the petition into the inbox of the unit and says when the unit is due, and when it is looked at before that. */
export const sendToUnit: Topic = {
  name: 'send-to-unit',
  outputs: {
    sentAt: 'Date',
    unitDueAt: 'Date',
    unitReminderAt: 'Date',
    halfTimeAt: 'Date',
    eightyPercentAt: 'Date',
  },
  async handle(job) {
    const body: Record<string, unknown> = { businessKey: job.task.businessKey, taskId: job.task.id };
    for (const name of ['petitionId', 'round', 'leadUnitId', 'mode', 'deadlineAt', 'reworkPeriod']) {
      const value = job.read(name);
      if (value !== null) body[name] = value;
    }
    return toOutputs(await job.askRegister('send-to-unit', { ...body, ...(await readUnitWatch(job)) }));
  },
};
