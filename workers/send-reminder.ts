import type { Topic } from './job.ts';

/** A reminder of what is half due. The end event is named after what it reminds of: `remindUnitReceive` of `unitReceive`. */
export const sendReminder: Topic = {
  name: 'send-reminder',
  outputs: {},
  async handle(job) {
    const named = job.askedBy.replace(/^remind/, '');
    await job.askRegister('send-reminder', {
      businessKey: job.task.businessKey,
      petitionId: job.read('petitionId'),
      taskId: job.task.id,
      reminderOf: named.charAt(0).toLowerCase() + named.slice(1),
    });
    return {};
  },
};
