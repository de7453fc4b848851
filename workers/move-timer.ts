import { type Job, member } from './job.ts';

/** Sets timers of one element anew in one instance; a timer that has fired is gone and stays gone. @param dueMs milliseconds since 1970 */
export async function moveTimer(job: Job, processInstanceId: string, activityId: string, dueMs: number): Promise<void> {
  for (const timer of await timersOf(job, processInstanceId, activityId)) {
    await job.askEngine('PUT', `/job/${timer.id}/duedate`, {
      duedate: new Date(dueMs).toISOString().replace(/Z$/, '+0000'),
      cascade: false,
    });
  }
}

/** Timers of one element that wait in one instance, with when they are due (milliseconds since 1970). */
export async function timersOf(
  job: Job,
  processInstanceId: string,
  activityId: string,
): Promise<{ id: string; dueMs: number }[]> {
  const query = new URLSearchParams({ processInstanceId, activityId });
  const jobs = await job.askEngine('GET', `/job?${query}`);
  return (Array.isArray(jobs) ? jobs : []).map((timer: unknown) => ({
    id: String(member(timer, 'id')),
    dueMs: Date.parse(String(member(timer, 'dueDate')).replace('+0000', 'Z')),
  }));
}
