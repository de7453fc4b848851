/** Asks the server everything its descriptions allow, and much that they do not, with schemathesis: no answer may be a 5xx. See README.md. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../built-server.ts';
import { AS_HOUSE } from '../house-token.ts';
import { describeRegister } from './register-description.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '20' },
    'only-register': { type: 'boolean', default: false },
    'only-engine': { type: 'boolean', default: false },
  },
});

const fuzzer = process.env['SCHEMATHESIS'] ?? 'schemathesis';
if (spawnSync(fuzzer, ['--version']).status !== 0) {
  console.error(
    'schemathesis is missing: python3 -m venv venv && venv/bin/pip install schemathesis==4.32.5, then SCHEMATHESIS=venv/bin/schemathesis',
  );
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'descriptions-'));
const server = await startBuiltServer({ PROCESSES_DIR: './processes', SAMPLE: 'on', LOG_LEVEL: 'error' });
let worst = 0;
try {
  const engine = await (await fetch(`${server.url}/engine-rest/openapi.json`)).json();
  const found = await (await fetch(`${server.url}/api/petitions?maxResults=5`, { headers: AS_HOUSE })).text();
  const keys = [...found.matchAll(/"businessKey":"([^"]+)"/g)].map(([, key]) => key!);
  const documents = { engine, register: describeRegister([...keys, '2026', 'withdrawal', 'overview']) };
  for (const [name, document] of Object.entries(documents)) {
    if (values[name === 'engine' ? 'only-register' : 'only-engine']) continue;
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(document));
    const run = spawn(
      fuzzer,
      [
        ...['run', file, '--url', server.url, '--checks', 'not_a_server_error', '--phases', 'coverage,fuzzing'],
        ...[
          '--header',
          `Authorization: ${AS_HOUSE.authorization}`,
          '--max-examples',
          values.examples,
          '--seed',
          values.seed,
          '--continue-on-failure',
        ],
        ...['--suppress-health-check', 'all', '--warnings', 'off', '--request-timeout', '20'],
        // Requests that wait on purpose, and what would stop the clock for all others.
        ...['--exclude-path-regex', 'test/clock', '--no-color'],
      ],
      { stdio: 'inherit' },
    );
    const [code] = await once(run, 'exit');
    worst = Math.max(worst, Number(code));
    if (!(await fetch(`${server.url}/health/live`)).ok) throw new Error('the server is gone');
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = worst;
