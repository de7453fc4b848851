/** How the cost grows with what waits in one file: restart, memory, throughput, timers, audit questions. See ../README.md. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KilledServer } from '../../crash/killed-server.ts';
import { JsonClient } from '../json-client.ts';
import { deployThreeSteps, runThreeSteps } from '../load.ts';
import { machine } from '../report.ts';
import { audit } from './audit.ts';
import { cleanUp } from './clean-up.ts';
import { copyWhileRunning } from './copy-while-running.ts';
import { drainTimers } from './drain-timers.ts';
import { fill } from './fill.ts';
import { Measured } from './measured.ts';
import { printed, writeScale } from './scale-report.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    sizes: { type: 'string', default: '0,1000,10000,100000,1000000' },
    fill: { type: 'boolean', default: false },
    timers: { type: 'string', default: '100000' },
    ended: { type: 'string', default: '20000' },
    copy: { type: 'boolean', default: true },
    instances: { type: 'string', default: '3000' },
    write: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const QUIET = { PROCESSES_DIR: '', SAMPLE: 'off', WORKERS: 'off', LOG_LEVEL: 'error' };
const load = { instances: Number(values.instances), starters: 32, workers: 8, maxTasks: 16 };
/** Instances begin ten seconds apart, the last of a million now; timers are due an hour after their start. */
const EVERY_MS = 10_000;
const FIRST_AT = Date.now() - 1_000_000 * EVERY_MS;
const HOURS_AGO = Date.now() - 2 * 3_600_000;

/** From the start of the process until an instance was started. */
async function firstAnswer(server: KilledServer): Promise<number> {
  const begin = performance.now();
  server.spawn();
  for (;;) {
    const answer = await fetch(`${server.url}/engine-rest/process-definition/key/scale-waiting/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"businessKey":"first"}',
    }).catch(() => undefined);
    // An empty file has no definition: 404 is an answer too.
    if (answer && (answer.ok || answer.status === 404)) return performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function residentMegabytes(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1e6;
}

const folder = values.dir ?? (await mkdtemp(join(tmpdir(), 'scale-')));
const dataDir = join(folder, 'data');
await mkdir(dataDir, { recursive: true });
const measured = await Measured.open(folder);
const server = await KilledServer.prepare({ ...QUIET, DATA_DIR: dataDir });

async function fillTo(size: number): Promise<void> {
  if (size <= measured.filled) return;
  await fill(dataDir, {
    key: 'scale-waiting',
    from: measured.filled,
    to: size,
    firstAt: FIRST_AT,
    everyMs: EVERY_MS,
  });
  await measured.note({ filled: size });
}

async function measure(size: number): Promise<void> {
  const restartMs = await firstAnswer(server);
  const url = `${server.url}/engine-rest`;
  await deployThreeSteps(url);
  await runThreeSteps(url, { ...load, instances: Math.ceil(load.instances / 3) });
  const result = await runThreeSteps(url, load);
  const client = new JsonClient(url, 4);
  const questions = size > 0 ? await audit(client, size) : undefined;
  client.close();
  const memoryMegabytes = await residentMegabytes(server.url);
  await server.kill();
  const killedMs = await firstAnswer(server);
  await server.stop();
  const fileMegabytes = (await stat(join(dataDir, 'engine.sqlite'))).size / 1e6;
  const row = { size, restartMs, killedMs, memoryMegabytes, fileMegabytes, result };
  await measured.noteRow({ ...row, ...(questions && { questions }) });
}

try {
  for (const size of values.sizes.split(',').filter(Boolean).map(Number)) {
    await fillTo(size);
    if (!values.fill) await measure(size);
  }
  if (!values.fill) {
    const count = Number(values.timers);
    if (count > 0) {
      if (measured.timers < count)
        await fill(dataDir, { key: 'scale-timer', from: 0, to: count, firstAt: HOURS_AGO, everyMs: 0 });
      await measured.note({ drained: await drainTimers(server, count), timers: 0 });
    }
    const ended = Number(values.ended);
    if (ended > 0) {
      if (measured.ended < ended)
        await fill(dataDir, { key: 'scale-waiting', from: 0, to: ended, firstAt: FIRST_AT, everyMs: 1, ended: true });
      await measured.note({ cleaned: await cleanUp(server, ended), ended: 0 });
    }
    if (values.copy) await measured.note({ copied: await copyWhileRunning(server, dataDir, folder) });
  } else {
    const [timers, ended] = [Number(values.timers), Number(values.ended)];
    if (timers > measured.timers) {
      await fill(dataDir, { key: 'scale-timer', from: 0, to: timers, firstAt: HOURS_AGO, everyMs: 0 });
      await measured.note({ timers });
    }
    if (ended > measured.ended) {
      await fill(dataDir, { key: 'scale-waiting', from: 0, to: ended, firstAt: FIRST_AT, everyMs: 1, ended: true });
      await measured.note({ ended });
    }
  }
  console.log(`\n${machine()}\n${printed(measured)}`);
  if (values.write) await writeScale(new URL('../../../docs/', import.meta.url), measured);
} finally {
  await server.remove();
  if (values.dir === undefined) await rm(folder, { recursive: true, force: true });
}
