import type { JsonClient } from './json-client.ts';
import type { TaskLoop } from './task-loop.ts';

const LOOK_AGAIN_MS = 4;
/** Real time after which machines that do not move are given up, */
const PATIENCE_MS = 120_000;
/** of which a look counts for this at most: whoever stops all processes for a while, as for a measurement, stops no year. */
const LOOK_COUNTS_MS = 5_000;

/** Gauges of `/metrics` that are 0 when outbox, timers and workers have nothing to do at this hour. The server knows the first by heart. */
const IN_MEMORY = ['engine_external_tasks_in_memory', 'engine_commit_queue'];
const BUSY = [...IN_MEMORY, 'register_outbox_waiting', 'engine_jobs_due'];

const gaugesOf = (names: readonly string[]) => `/metrics?${names.map((name) => `name[]=${name}`).join('&')}`;
const QUICK_LOOK = gaugesOf(IN_MEMORY);
const FULL_LOOK = gaugesOf([...BUSY, 'engine_incidents_open']);

/** Waits until the machines have nothing to do at this hour; seen twice, because what one look missed the next one meets. @throws when nothing moves, or for an incident */
export async function untilAtRest(client: JsonClient, loop: TaskLoop): Promise<void> {
  let lookedMs = performance.now();
  let stoodMs = 0;
  let before = '';
  let doneBefore = loop.done;
  for (let calm = 0; calm < 2; ) {
    if (loop.trouble !== undefined) throw new Error(`a task failed: ${loop.trouble}`);
    const gauges = loop.inHand > 0 ? undefined : await look();
    if (gauges && (gauges.get('engine_incidents_open') ?? 0) > 0) throw new Error('an incident is open');
    const busy = gauges === undefined || BUSY.some((name) => gauges.get(name) !== 0);
    // Nothing may have been done between the two looks either: work that moves is in no list for a moment.
    calm = busy || loop.done !== doneBefore ? 0 : calm + 1;
    doneBefore = loop.done;
    if (!busy) continue;
    const seen = `${loop.done} ${gauges ? BUSY.map((name) => `${name}=${gauges.get(name)}`).join(' ') : ''}`;
    const atMs = performance.now();
    stoodMs = seen === before ? stoodMs + Math.min(atMs - lookedMs, LOOK_COUNTS_MS) : 0;
    lookedMs = atMs;
    before = seen;
    if (stoodMs > PATIENCE_MS) throw new Error(`nothing moves: ${seen}, ${loop.inHand} in hand`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }

  /** The full look asks databases, and has rows brought into their tables before it was time: only when the quick one sees nothing. */
  async function look(): Promise<Map<string, number>> {
    const quick = await readGauges(client, QUICK_LOOK);
    return IN_MEMORY.some((name) => quick.get(name) !== 0) ? quick : readGauges(client, FULL_LOOK);
  }
}

async function readGauges(client: JsonClient, path: string): Promise<Map<string, number>> {
  const { body } = await client.ask('GET', path);
  const gauges = new Map<string, number>();
  for (const line of String(body).split('\n')) {
    const found = /^([a-z_]+) (\S+)$/.exec(line);
    if (found?.[1] && found[2]) gauges.set(found[1], Number(found[2]));
  }
  return gauges;
}
