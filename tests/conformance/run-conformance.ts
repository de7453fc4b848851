/**
 * Walks some hundreds of models on this engine, from outside, and compares what is seen with what a reference engine showed.
 * The walk, its recordings and the list of models live beside the repository: see README.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../built-server.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string' },
    show: { type: 'string' },
    failed: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
});

const folder = resolve(process.env['CONFORMANCE_DIR'] ?? '../shared/conformance');
const walk = join(folder, 'walk.mjs');

/** Runs a script of the walk's folder; answers its exit code. */
async function run(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(folder, script), ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

/** Walks the models on a server of its own, which is empty and runs no job by itself, into `out`. */
async function walkModels(out: string): Promise<number> {
  const server = await startBuiltServer({ JOB_EXECUTOR: 'off' });
  try {
    const only = values.only === undefined ? [] : ['--only', values.only];
    const list = join(folder, 'models.txt');
    return await run('walk.mjs', ['--url', `${server.url}/engine-rest`, '--list', list, '--out', out, ...only]);
  } finally {
    await server.stop();
  }
}

async function compare(out: string): Promise<number> {
  const { only, show, failed, strict } = values;
  return run('compare.mjs', [
    join(folder, 'expected.json'),
    out,
    ...(only === undefined ? [] : ['--only', only]),
    ...(show === undefined ? [] : ['--show', show]),
    ...(failed ? ['--failed'] : []),
    ...(strict ? ['--strict'] : []),
  ]);
}

if (existsSync(walk)) {
  const temporary = await mkdtemp(join(tmpdir(), 'conformance-'));
  const out = resolve(values.out ?? join(temporary, 'got.json'));
  try {
    process.exitCode = (await walkModels(out)) || (await compare(out));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
} else {
  console.error(
    `No walk at ${walk}. Set CONFORMANCE_DIR to the folder that holds walk.mjs, compare.mjs, models.txt and expected.json.`,
  );
  process.exitCode = 2;
}
