/** How the cost grows with what waits in one file: restart, memory, throughput, timers, audit questions. See ../README.md. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KilledServer } from '../../crash/killed-server.ts';
import { JsonClient } from '../json-client.ts';
import { deployThreeSteps, runThreeSteps } from '../load.ts';
import { machine } from '../report.ts';
import { audit } from './audit.ts';
import { drainTimers } from './drain-timers.ts';
import { fill } from './fill.ts';
import { printed, type ScaleRow, writeScale } from './scale-report.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '0,1000,10000,100000,1000000' },
    timers: { type: 'string', default: '100000' },
    instances: { type: 'string', default: '3000' },
    write: { type: 'boolean', default: false },
  },
});

const QUIET = { PROCESSES_DIR: '', SAMPLE: 'off', WORKERS: 'off', LOG_LEVEL: 'error' };
const load = { instances: Number(values.instances), starters: 32, workers: 8, maxTasks: 16 };

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

const dataDir = await mkdtemp(join(tmpdir(), 'scale-'));
const server = await KilledServer.prepare({ ...QUIET, DATA_DIR: dataDir });
const rows: ScaleRow[] = [];
try {
  let filled = 0;
  for (const size of values.sizes.split(',').map(Number)) {
    if (size > filled) await fill(dataDir, 'scale-waiting', { from: filled, to: size });
    filled = Math.max(filled, size);
    const restartMs = await firstAnswer(server);
    await deployThreeSteps(`${server.url}/engine-rest`);
    await runThreeSteps(`${server.url}/engine-rest`, { ...load, instances: Math.ceil(load.instances / 3) });
    const result = await runThreeSteps(`${server.url}/engine-rest`, load);
    const client = new JsonClient(`${server.url}/engine-rest`, 4);
    const questions = size > 0 ? await audit(client, size) : undefined;
    client.close();
    const memoryMegabytes = await residentMegabytes(server.url);
    await server.stop();
    const fileMegabytes = (await stat(join(dataDir, 'engine.sqlite'))).size / 1e6;
    rows.push({ size, restartMs, memoryMegabytes, fileMegabytes, result, ...(questions && { questions }) });
    console.error(printed(rows.slice(-1), undefined));
  }
  const count = Number(values.timers);
  await fill(dataDir, 'scale-timer', { from: 0, to: count, agoMs: 2 * 3_600_000 });
  const timers = await drainTimers(server, count);
  console.log(`\n${machine()}\n${printed(rows, timers)}`);
  if (values.write) await writeScale(new URL('../../../docs/scale.md', import.meta.url), rows, timers);
} finally {
  await server.remove();
  await rm(dataDir, { recursive: true, force: true });
}
