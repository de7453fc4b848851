import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { arrivalsOf } from './arrivals.ts';
import { createDraws } from './draws.ts';
import { readEnds } from './ends.ts';
import { connect, type JsonClient } from './json-client.ts';
import { formatKpi } from './kpi-table.ts';
import { readDaysToConclusion, readMonths } from './months.ts';
import { type OfficeServer, startOffice } from './office.ts';
import { communitiesOf, invent } from './places.ts';
import { type Run, readRun, type Wanted, writeRun } from './played.ts';
import { prepareOffice } from './prepare-office.ts';
import { Probe } from './probe.ts';
import { createProgress } from './progress.ts';
import { formatEnds, formatProbe, type Played, writeReport } from './report.ts';
import { startTaskLoop } from './task-loop.ts';
import { playYear } from './year.ts';

const USAGE =
  'usage: npm run generate -- [--petitions 10000] [--seed 1] [--communities 100] [--data ./data-year] [--days 365] [--probe] [--write]\n       npm run generate -- --look [--data ./data-year] [--probe] [--write]';
/** A year whose holidays are known, and the next one's too. */
const YEAR = 2025;
const START_MS = Date.UTC(YEAR, 0, 1) - 8 * 3_600_000;
const CONNECTIONS = 64;
const DOCS = new URL('../docs/', import.meta.url);

interface Options extends Wanted {
  dataDir: string;
  probe: boolean;
  /** Into docs/year.md. */
  write: boolean;
  /** Looks at what was played into the folder before, instead of playing. */
  look: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      petitions: { type: 'string', default: '10000' },
      communities: { type: 'string', default: '100' },
      days: { type: 'string', default: '365' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string', default: './data-year' },
      probe: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      look: { type: 'boolean', default: false },
    },
  });
  const whole = (name: 'petitions' | 'communities' | 'days', most: number): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new Error(`--${name} is ${values[name]}: a whole number from 1 to ${most} is wanted`);
  };
  const dataDir = resolve(values.data);
  if (!values.look && existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new Error(`${dataDir} is not empty`);
  return {
    petitions: whole('petitions', 80_000),
    communities: whole('communities', 480),
    days: whole('days', 365),
    seed: values.seed,
    dataDir,
    probe: values.probe,
    write: values.write,
    look: values.look,
  };
}

async function main(options: Options): Promise<boolean> {
  const { dataDir, probe: probing } = options;
  const startedMs = performance.now();
  const probe = new Probe();
  const known = options.look ? readRun(dataDir) : undefined;
  const office = await startOffice(dataDir, START_MS, probing ? 'debug' : 'warn', (line) => {
    if (probing) probe.look('log', line);
    else process.stderr.write(line);
  });
  const listen = probing ? (path: string, text: string) => probe.lookAtAnswer(path, text) : undefined;
  try {
    const client = connect(office.url, office.token, CONNECTIONS, listen);
    const workers = connect(office.url, office.token, 2 * CONNECTIONS, listen);
    const run = known ?? (await play(options, client, workers, office, startedMs).catch(brokenOff(dataDir)));
    writeRun(dataDir, run);
    const played: Played = { ...run, ends: await readEnds(client), kpi: await readKpi(client), probe: null };
    const [months, daysToConclusion] = [await readMonths(client, YEAR), await readDaysToConclusion(client)];
    process.stdout.write(`\n${formatKpi(played.kpi)}\n\n${formatEnds(played)}\n`);
    if (probing) {
      const looked = { rows: await probe.lookAtEngine(client), probe };
      await office.stop();
      await probe.lookAtFiles(dataDir);
      process.stdout.write(`${[formatProbe(looked), ...probe.found].join('\n')}\n`);
      played.probe = looked;
    }
    if (options.write) writeReport(DOCS, played, months, daysToConclusion);
    client.close();
    return played.ends.stuck.length === 0 && played.ends.incidents === 0 && probe.found.length === 0;
  } finally {
    await office.stop();
  }
}

/** A year cannot be played on: who is to come, and what people have before them, was known to this process alone. */
function brokenOff(dataDir: string): (reason: unknown) => never {
  return (reason) => {
    const look = `DATA_DIR=${dataDir} CLOCK=manual WORKERS=off npm start shows what was played so far`;
    throw new Error(
      `the year broke off; ${look}; to play it again remove ${dataDir}, or name another folder by --data`,
      {
        cause: reason,
      },
    );
  };
}

const readKpi = (client: JsonClient) => client.must('GET', `/api/kpi?from=${YEAR}-01-01&to=${YEAR}-12-31`);

async function play(
  { petitions, communities, days, seed }: Wanted,
  client: JsonClient,
  workers: JsonClient,
  { url, token }: Pick<OfficeServer, 'url' | 'token'>,
  startedMs: number,
): Promise<Run> {
  const draws = createDraws(seed);
  const places = invent(communities);
  const holidays = await prepareOffice(client, places, YEAR);
  const arrivals = arrivalsOf({ petitions, year: YEAR, days, communities: communitiesOf(places), draws });
  const loop = startTaskLoop(workers, url, token);
  await playYear({ client, loop, draws, arrivals, holidays, progress: createProgress(petitions, startedMs) });
  const seconds = (performance.now() - startedMs) / 1000;
  await loop.stop();
  return { petitions, communities, days, seed, seconds, workerTasks: loop.done };
}

try {
  process.exitCode = (await main(readOptions())) ? 0 : 1;
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `\nbecause: ${error.cause.stack}` : '';
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}${cause}\n${USAGE}\n`,
  );
  process.exitCode = 1;
}
