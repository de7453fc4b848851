import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { member } from '../../demo/server.ts';
import { connect, type JsonClient } from '../../year/json-client.ts';
import { startOffice } from '../../year/office.ts';
import { generateYear } from '../generated-year.ts';

/** Generates a year, replays it by the unchanged flow, and prints which share of the paths came out as recorded, last. */

const USAGE =
  'usage: npm run what-if:trust -- [--petitions 2000] [--seed 1] [--communities 100] [--data <folder>]\n' +
  '  --data: where the year is kept; one that is there already is replayed as it is. Without it the year is thrown away.';
const START_MS = Date.UTC(2025, 0, 1) - 8 * 3_600_000;
const CHINA_MS = 8 * 3_600_000;
const ASK_AGAIN_MS = 1000;

interface Options {
  petitions: string;
  seed: string;
  communities: string;
  data: string | undefined;
}

const dayOf = (ms: unknown): string => new Date(Number(ms) + CHINA_MS).toISOString().slice(0, 10);

/** Replays all that is recorded; answers the run's findings. */
async function replayAll(client: JsonClient): Promise<unknown> {
  const span = member(await client.must('GET', '/api/what-if'), 'span');
  const question = { from: dayOf(member(span, 'from')), to: dayOf(member(span, 'to')), models: [] };
  const id = String(member(await client.must('POST', '/api/what-if/runs', question), 'id'));
  for (;;) {
    const run = await client.must('GET', `/api/what-if/runs/${id}`);
    const [state, done, total] = ['state', 'done', 'total'].map((name) => member(run, name));
    process.stderr.write(`replayed ${done}/${total}\n`);
    if (state === 'done') {
      process.stdout.write(`${total} replayed in ${(Number(member(run, 'tookMs')) / 1000).toFixed(1)} s\n`);
      return member(run, 'findings');
    }
    if (state !== 'running') throw new Error(`the run is ${state}: ${member(run, 'reason')}`);
    await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
  }
}

async function main(options: Options): Promise<boolean> {
  const dataDir = options.data === undefined ? mkdtempSync(join(tmpdir(), 'trust-')) : resolve(options.data);
  try {
    const isThere = existsSync(dataDir) && readdirSync(dataDir).length > 0;
    if (!isThere) {
      const { petitions, seed, communities } = options;
      await generateYear(dataDir, { petitions, seed, communities });
    }
    const office = await startOffice(dataDir, START_MS, 'warn', () => {});
    try {
      const client = connect(office.url, office.token, 2);
      const trust = member(await replayAll(client), 'trust');
      client.close();
      const [reproduced, petitions] = [Number(member(trust, 'reproduced')), Number(member(trust, 'petitions'))];
      const share = petitions === 0 ? 0 : Math.floor((reproduced / petitions) * 10_000) / 100;
      process.stdout.write(`trust: ${reproduced} of ${petitions} paths reproduced, ${share.toFixed(2)} %\n`);
      return petitions > 0 && reproduced === petitions;
    } finally {
      await office.stop();
    }
  } finally {
    if (options.data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

try {
  const { values } = parseArgs({
    options: {
      petitions: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      communities: { type: 'string', default: '100' },
      data: { type: 'string' },
    },
  });
  process.exitCode = (await main({ data: undefined, ...values })) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
