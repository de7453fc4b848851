import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUSE_TOKEN } from './house-token.ts';

/** A server in a process of its own, on a port of its own. */
export interface ServerProcess {
  /** Without a path: `http://127.0.0.1:40001`. */
  url: string;
  process: ChildProcess;
  /** Ends it in order (SIGTERM) and removes what it wrote. */
  stop(): Promise<void>;
}

/** A TCP port on the loopback interface that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

/**
 * Starts a Node script that listens on `PORT`, writes below `DATA_DIR` and answers `/engine-rest/version`.
 * @param command arguments for `node`
 * @throws Error with the script's own words when it ends or does not answer within `timeoutMs`
 */
export async function startServerProcess(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  timeoutMs = 55_000,
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'petition-engine-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, command, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      ENGINE_ACCESS: 'open',
      HOUSE_TOKEN,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-8000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const endMs = performance.now() + timeoutMs;
  while (!(await answers(`${url}/engine-rest/version`))) {
    if (child.exitCode !== null || performance.now() > endMs) {
      await stop();
      throw new Error(`node ${command.join(' ')} does not answer:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, process: child, stop };
}

/** As the scripts of package.json start it: see docs/adr/0008. */
const YOUNG_GENERATION = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

/** The engine that `npm run build` made: empty, alone, without workers. */
export function startBuiltServer(environment: Readonly<Record<string, string>> = {}, nodeOptions: string[] = []) {
  const quiet = { PROCESSES_DIR: '', WORKERS: 'off', SAMPLE: 'off', LOG_LEVEL: 'error', DATABASE_URL: '' };
  return startServerProcess([...YOUNG_GENERATION, ...nodeOptions, 'dist/server/main.js'], { ...quiet, ...environment });
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
