import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, type ServerProcess } from '../built-server.ts';

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL('reference', import.meta.url));
const POSTGRES = '/usr/lib/postgresql';
const START_MS = 180_000;

/** Operaton on a PostgreSQL that lives as long as the run; or, in words, what is missing to start it. */
export async function startReference(): Promise<ServerProcess | string> {
  for (const [program, argument] of [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const) {
    const found = await run(program, [argument]).catch(() => undefined);
    if (!found) return `${program} is not installed`;
  }
  const binaries = await postgresBinaries();
  if (binaries === undefined) return `no PostgreSQL below ${POSTGRES}`;
  const jar = await build();
  const database = await startPostgres(binaries);
  try {
    return await startJar(jar, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function postgresBinaries(): Promise<string | undefined> {
  const versions = await readdir(POSTGRES).catch(() => []);
  const newest = versions.toSorted((left, right) => Number(left) - Number(right)).at(-1);
  return newest === undefined ? undefined : join(POSTGRES, newest, 'bin');
}

/** Builds once, outside the working tree; again when the project has changed since. */
async function build(): Promise<string> {
  const target = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'petition-engine-bench', 'reference');
  const jar = join(target, 'target', 'operaton-on-postgresql.jar');
  const built = await modifiedMs(jar);
  const sources = await readdir(PROJECT, { recursive: true });
  const changed = await Promise.all(sources.map((file) => modifiedMs(join(PROJECT, file))));
  if (built > Math.max(...changed)) return jar;
  console.error('building Operaton with Maven, once');
  await mkdir(target, { recursive: true });
  await cp(PROJECT, target, { recursive: true });
  await run('mvn', ['-q', '-B', 'package'], { cwd: target });
  return jar;
}

async function modifiedMs(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

interface RunningDatabase {
  port: number;
  stop(): Promise<void>;
}

/** As it comes from the package: every commit waits for the disk, as it does in the engine measured against it. */
async function startPostgres(binaries: string): Promise<RunningDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  const data = join(directory, 'data');
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await run('id', [flag, 'postgres'])).stdout),
    );
    await chown(directory, Number(uid), Number(gid));
  }
  const as = (program: string, ...rest: string[]) => {
    const command = [join(binaries, program), ...rest];
    return isRoot
      ? run('runuser', ['-u', 'postgres', '--', ...command], { cwd: directory })
      : run(command[0]!, command.slice(1), { cwd: directory });
  };
  await as('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${directory}`;
  await as('pg_ctl', '-D', data, '-l', join(directory, 'log'), '-w', '-o', settings, 'start');
  return {
    port,
    async stop() {
      await as('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startJar(jar: string, database: RunningDatabase): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('java', ['-Xmx1g', '-jar', jar], {
    cwd: tmpdir(),
    env: { ...process.env, PORT: String(port), DATABASE_PORT: String(database.port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await database.stop();
  };
  for (const endMs = performance.now() + START_MS; ; ) {
    const answer = await fetch(`${url}/engine-rest/version`).catch(() => undefined);
    if (answer?.ok) return { url, process: child, stop };
    if (child.exitCode !== null || performance.now() > endMs) {
      await stop();
      throw new Error('Operaton does not answer');
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
