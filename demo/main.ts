import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readOutcome } from './outcome.ts';
import { readSamples } from './petitions.ts';
import { play } from './play.ts';
import { connect } from './server.ts';
import { formatTable } from './table.ts';

const USAGE = 'usage: npm run demo -- [--url http://127.0.0.1:8080] [--quiet]';

/** The operator's word, else what the server left in its data folder when it started. */
function houseToken(): string {
  const { HOUSE_TOKEN: given, DATA_DIR: dataDir } = process.env;
  return given ?? readFileSync(join(dataDir ?? './data', 'house.token'), 'utf8');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { url: { type: 'string', default: 'http://127.0.0.1:8080' }, quiet: { type: 'boolean', default: false } },
  });
  const server = connect(values.url, houseToken());
  const samples = await readSamples(server);
  await play(server, samples, (nowMs, open) => {
    if (!values.quiet && process.stderr.isTTY) {
      process.stderr.write(`\r${new Date(nowMs).toISOString().slice(0, 16)}  ${open} open  `);
    }
  });
  if (!values.quiet && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const outcomes = [];
  for (const sample of samples.values()) outcomes.push(await readOutcome(server, sample));
  outcomes.sort((a, b) => a.number - b.number);
  process.stdout.write(`${formatTable(outcomes)}\n`);
  return outcomes.every((outcome) => outcome.differences.length === 0) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n${USAGE}\n`);
  process.exitCode = 1;
}
