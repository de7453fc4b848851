import { type Job, member, type Topic } from './job.ts';

/** After a recusal: the open tasks of the one who stepped aside go to the new agent. Doing it twice moves nothing twice. */
export const reassignTasks: Topic = {
  name: 'reassign-tasks',
  outputs: { assigneeId: 'String', assigneeRole: 'String', reassigned: 'Integer' },
  async handle(job) {
    const before = job.read('assigneeId');
    const assigneeId = job.read('newAssigneeId');
    const assigneeRole = job.read('newAssigneeRole');
    if (typeof before !== 'string' || typeof assigneeId !== 'string')
      throw new Error('no agent to hand the tasks over to');
    const query = new URLSearchParams({ processInstanceId: job.task.processInstanceId, assignee: before });
    const tasks = await job.askEngine('GET', `/task?${query}`);
    const ids = (Array.isArray(tasks) ? tasks : []).map((task: unknown) => String(member(task, 'id')));
    for (const id of ids) await handOver(job, id, assigneeId, typeof assigneeRole === 'string' ? assigneeRole : null);
    return { assigneeId, assigneeRole, reassigned: ids.length };
  },
};

async function handOver(job: Job, taskId: string, assigneeId: string, role: string | null): Promise<void> {
  if (role !== null)
    await job.askEngine('POST', `/task/${taskId}/identity-links`, { groupId: role, type: 'candidate' });
  await job.askEngine('POST', `/task/${taskId}/assignee`, { userId: assigneeId });
}
