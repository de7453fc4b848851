/** Asks the server everything its descriptions allow, and much that they do not, with schemathesis: no answer may be a 5xx. See README.md. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../built-server.ts';
import { AS_HOUSE } from '../house-token.ts';
import { readFuzzReport } from './read-fuzz-report.ts';
import { describeRegister } from './register-description.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '15' },
    'only-register': { type: 'boolean', default: false },
    'only-engine': { type: 'boolean', default: false },
  },
});

/** Seconds after which an answer counts as none: longer than any poll may wait that is asked at random. */
const PATIENCE_S = '20';
/**
 * Characters of a body's schema, as JSON. Every value of every member by turns makes thousands of requests of a larger one, hours in all: such
 * operations get their examples alone.
 */
const LARGEST_BODY = 700;

/** An OpenAPI document, as far as it is looked at. */
interface Document {
  paths: Record<string, Record<string, { requestBody?: unknown }>>;
}

const fuzzer = process.env['SCHEMATHESIS'] ?? 'schemathesis';
if (spawnSync(fuzzer, ['--version']).status !== 0) {
  console.error(
    'schemathesis is missing: python3 -m venv venv && venv/bin/pip install schemathesis==4.32.5, then SCHEMATHESIS=venv/bin/schemathesis',
  );
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'descriptions-'));
const server = await startBuiltServer({ PROCESSES_DIR: './processes', SAMPLE: 'on', LOG_LEVEL: 'error' });
let wrong = 0;
try {
  const ask = async (path: string) => (await fetch(server.url + path, { headers: AS_HOUSE })).json();
  const engine = (await ask('/engine-rest/openapi.json')) as Document;
  const { items } = (await ask('/api/petitions?maxResults=3')) as { items: { businessKey: string }[] };
  const known = ['2026', 'unit-990101-housing', 'agent-990101001001-1', 'conclude', 'petition-handling'];
  const register = describeRegister([...items.map(({ businessKey }) => businessKey), ...known]);
  for (const [name, document] of Object.entries({ engine, register })) {
    if (values[name === 'engine' ? 'only-register' : 'only-engine']) continue;
    await fuzz(name, document, 'fuzzing');
    await fuzz(name, withSmallBodies(document), 'coverage');
    if (!(await fetch(`${server.url}/health/live`)).ok) throw new Error('the server is gone');
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = wrong > 0 ? 1 : 0;

function withSmallBodies(document: Document): Document {
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const small = Object.entries(operations).filter(
      ([, { requestBody }]) => JSON.stringify(requestBody ?? '').length <= LARGEST_BODY,
    );
    return [path, Object.fromEntries(small)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/** One phase of schemathesis over one document, and what came of it. */
async function fuzz(name: string, document: Document, phase: 'fuzzing' | 'coverage'): Promise<void> {
  const file = join(folder, `${name}.json`);
  const told = join(folder, `${name}-${phase}.ndjson`);
  await writeFile(file, JSON.stringify(document));
  const startMs = performance.now();
  const run = spawn(
    resolveCommand(fuzzer),
    [
      ...['run', file, '--url', server.url, '--checks', 'not_a_server_error', '--phases', phase],
      ...['--header', `Authorization: ${AS_HOUSE.authorization}`, '--request-timeout', PATIENCE_S, '--workers', '2'],
      ...['--max-examples', values.examples, '--seed', values.seed, '--no-shrink', '--continue-on-failure'],
      ...['--suppress-health-check', 'all', '--warnings', 'off', '--no-color', '--generation-database', 'none'],
      ...['--report', 'ndjson', '--report-ndjson-path', told],
      // What would stop the clock for all others.
      ...['--exclude-path-regex', 'test/clock'],
    ],
    { stdio: 'ignore', cwd: folder },
  );
  const [code] = await once(run, 'exit');
  // 1: it found a 5xx, and it does not know which of them the contract words.
  if (code !== 0 && code !== 1) throw new Error(`schemathesis ended with ${code}`);
  const { operations, requests, statuses, slowest, explained, findings } = await readFuzzReport(
    told,
    name === 'engine' ? isWorded : () => false,
  );
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const byStatus = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  console.log(`${name}, ${phase}: ${operations.size} operations, ${requests} requests in ${seconds} s`);
  console.log(`  ${byStatus.join(', ')}; ${explained} of the 500 are worded by the contract`);
  console.log(`  slowest: ${slowest.seconds.toFixed(1)} s, ${slowest.operation}; findings: ${findings.length}`);
  for (const finding of findings.slice(0, 50)) console.log(`  ! ${finding}`);
  wrong += findings.length;
}

/** A path of a command is seen from where one stands, not from where it runs. */
function resolveCommand(command: string): string {
  return command.includes('/') ? resolve(command) : command;
}

/** The reference answers 500 for some mistakes of callers and for faults of models, in words; what fails within the server has none. */
function isWorded(body: string): boolean {
  try {
    const { type, message } = JSON.parse(body) as { type?: unknown; message?: unknown };
    return typeof type === 'string' && typeof message === 'string' && !message.startsWith('Internal error');
  } catch {
    return false;
  }
}
