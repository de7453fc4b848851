import { letPeopleAct } from './people.ts';
import type { Sample } from './petitions.ts';
import { member, type Row, type Server, text, toMs } from './server.ts';

const LOOK_AGAIN_MS = 10;
/** Real time after which work that stands still is taken to be locked by a worker that is gone. */
const STANDSTILL_MS = 1500;
/** Real time after which the demo gives up on machines that should be busy. */
const PATIENCE_MS = 120_000;

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Called once a pass with the time on the server's clock and the number of petitions still open. */
export type Progress = (nowMs: number, open: number) => void;

/** Carries the samples to their ends. @throws when the server stops moving, naming what it hangs on */
export async function play(server: Server, samples: ReadonlyMap<string, Sample>, progress: Progress): Promise<void> {
  for (;;) {
    await waitForMachines(server);
    const open = await countOpen(server, samples);
    const nowMs = await server.now();
    progress(nowMs, open);
    if (open === 0) return;
    const { acted, nextReadyMs } = await letPeopleAct(server, samples, nowMs);
    if (acted) continue;
    const timerMs = await nextTimerMs(server);
    const nextMs = Math.min(nextReadyMs ?? Number.POSITIVE_INFINITY, timerMs ?? Number.POSITIVE_INFINITY);
    if (!Number.isFinite(nextMs)) throw new Error(`${open} petitions are open, yet nobody can act and no timer is set`);
    if (nextMs > nowMs) await server.moveClockTo(nextMs);
  }
}

async function countOpen(server: Server, samples: ReadonlyMap<string, Sample>): Promise<number> {
  const ended = new Set<string>();
  for (const row of await server.rows('/history/process-instance?processDefinitionKey=petition-intake&finished=true')) {
    ended.add(text(row, 'businessKey'));
  }
  return [...samples.keys()].filter((businessKey) => !ended.has(businessKey)).length;
}

/** Waits until outbox, job executor and workers have nothing to do at this hour. */
async function waitForMachines(server: Server): Promise<void> {
  const startedMs = performance.now();
  let before = '';
  let unchangedSinceMs = startedMs;
  for (;;) {
    // Seen twice: a timer may make a task after the tasks were read and before the timers are.
    const busy = await whatIsBusy(server);
    if (busy.length === 0 && (await whatIsBusy(server)).length === 0) return;
    const seen = busy.join(' ');
    if (seen !== before) unchangedSinceMs = performance.now();
    before = seen;
    if (performance.now() - unchangedSinceMs > STANDSTILL_MS) {
      await skipLocks(server);
      unchangedSinceMs = performance.now();
    }
    if (performance.now() - startedMs > PATIENCE_MS) throw new Error(`nothing moves; waiting for ${seen}`);
    await pause(LOOK_AGAIN_MS);
  }
}

async function whatIsBusy(server: Server): Promise<string[]> {
  // One after the other, the way work goes: what leaves one list is in the next before that is read.
  const outbox = member(await server.api('GET', '/summary'), 'outbox');
  const waiting = member(outbox, 'waiting');
  const nowMs = await server.now();
  const tasks = await server.rows('/external-task');
  const jobs = await server.rows('/job');
  for (const row of [...tasks, ...jobs]) {
    if (member(row, 'retries') === 0) throw new Error(`an incident: ${JSON.stringify(row)}`);
  }
  return [
    ...(waiting === 0 ? [] : [`outbox:${String(waiting)}`]),
    ...tasks.map((task) => `${text(task, 'topicName')}:${text(task, 'id')}`),
    ...jobs.filter((job) => isDue(job, nowMs)).map((job) => `job:${text(job, 'id')}`),
  ];
}

function isDue(job: Row, nowMs: number): boolean {
  const dueMs = toMs(member(job, 'dueDate'));
  return dueMs === null || dueMs <= nowMs;
}

/** A lock, or the pause before another try, runs out by the server's clock: it is moved there. */
async function skipLocks(server: Server): Promise<void> {
  const nowMs = await server.now();
  const ends = (await server.rows('/external-task'))
    .map((task) => toMs(member(task, 'lockExpirationTime')))
    .filter((ms): ms is number => ms !== null && ms >= nowMs);
  if (ends.length > 0) await server.moveClockTo(Math.min(...ends) + 1);
}

async function nextTimerMs(server: Server): Promise<number | null> {
  const dueDates = (await server.rows('/job'))
    .map((job) => toMs(member(job, 'dueDate')))
    .filter((ms): ms is number => ms !== null);
  return dueDates.length === 0 ? null : Math.min(...dueDates);
}
