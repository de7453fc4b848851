import { member, text, toMs } from '../demo/server.ts';
import { Agenda } from './agenda.ts';
import { type Arrival, HOURS } from './arrivals.ts';
import type { Draws } from './draws.ts';
import type { JsonClient } from './json-client.ts';
import { untilAtRest } from './machines.ts';
import { KnownMatters } from './matters-known.ts';
import { engineTime, People } from './people.ts';
import type { TaskLoop } from './task-loop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_OFFSET_MS = 8 * HOUR_MS;
/** How many people act at one time. */
const AT_ONCE = 24;

export interface YearParts {
  client: JsonClient;
  loop: TaskLoop;
  draws: Draws;
  arrivals: readonly Arrival[];
  /** Days (`yyyy-mm-dd`) on which nobody works beside weekends. */
  holidays: ReadonlySet<string>;
  /** Told after every hour that was played. */
  progress(nowMs: number, arrived: number): void;
}

/** Plays a year hour by hour, and what it left open to its end: residents come, machines work, people act when they have come so far. */
export async function playYear({ client, loop, draws, arrivals, holidays, progress }: YearParts): Promise<void> {
  const agenda = new Agenda();
  const matters = new KnownMatters(draws.under('known'));
  const people = new People(client, agenda, matters);
  let arrived = 0;
  let nowMs = 0;
  for (;;) {
    const nextMs = await nextMoment();
    if (nextMs === null) return;
    nowMs = nextMs;
    await client.must('POST', '/api/test/clock', { to: new Date(nowMs).toISOString() });
    await untilAtRest(client, loop);
    if (await receive()) await untilAtRest(client, loop);
    await people.lookAtTasks(nowMs);
    await people.lookAtMessages(nowMs);
    while (isWorkingTime(nowMs, holidays) && (await letAct())) {
      await untilAtRest(client, loop);
      await people.lookAtTasks(nowMs);
    }
    progress(nowMs, arrived);
  }

  /** The next hour of anybody's day at which there is something to do; null when nothing is left. */
  async function nextMoment(): Promise<number | null> {
    const moments = [arrivals[arrived]?.atMs, agenda.nextMs, await nextTimerMs(client, nowMs)].filter(
      (ms): ms is number => typeof ms === 'number',
    );
    return moments.length === 0 ? null : hourAfter(Math.max(Math.min(...moments), nowMs + 1));
  }

  /** Lets everybody come whose time it is: in each place one after the other, as numbers are given there, in all places at once. */
  async function receive(): Promise<boolean> {
    const places = new Map<string, Arrival[]>();
    for (let next = arrivals[arrived]; next && next.atMs <= nowMs; next = arrivals[arrived]) {
      const queue = places.get(next.areaCode);
      if (queue) queue.push(next);
      else places.set(next.areaCode, [next]);
      arrived += 1;
    }
    await atOnce([...places.values()], async (queue) => {
      for (const arrival of queue) {
        const entry = await client.must('POST', `/api${arrival.route}`, arrival.body);
        matters.remember(text(entry, 'businessKey'), arrival);
      }
    });
    return places.size > 0;
  }

  async function letAct(): Promise<boolean> {
    const due = [...agenda.takeDue(nowMs).values()];
    await atOnce(due, async (items) => {
      for (const item of items) await item.act();
    });
    return due.length > 0;
  }
}

/** Does something with each of a list, `AT_ONCE` of them at one time. */
async function atOnce<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await act(item);
    }),
  );
}

/** Timers that begin processes, day after day, among which one of an instance is looked for. */
const MOST_STARTS = 50;

/** When the next timer of an instance runs out after a moment, or null. A year need not wait for what begins anew every day: that never ends. */
async function nextTimerMs(client: JsonClient, nowMs: number): Promise<number | null> {
  const due = `dueDates=gt_${encodeURIComponent(engineTime(nowMs))}`;
  const query = `${due}&sortBy=jobDueDate&sortOrder=asc&maxResults=${MOST_STARTS}`;
  const jobs = await client.rows('GET', `/engine-rest/job?${query}`);
  return toMs(
    member(
      jobs.find((job) => text(job, 'processInstanceId') !== ''),
      'dueDate',
    ),
  );
}

/** The first of the day's hours at or after a moment. */
function hourAfter(atMs: number): number {
  const dayMs = Math.floor((atMs + CHINA_OFFSET_MS) / DAY_MS) * DAY_MS - CHINA_OFFSET_MS;
  for (const hour of [...HOURS, HOURS[0] + 24]) if (dayMs + hour * HOUR_MS >= atMs) return dayMs + hour * HOUR_MS;
  throw new RangeError('a day has an end');
}

function isWorkingTime(nowMs: number, holidays: ReadonlySet<string>): boolean {
  const day = new Date(nowMs + CHINA_OFFSET_MS);
  return day.getUTCDay() % 6 !== 0 && !holidays.has(day.toISOString().slice(0, 10));
}
