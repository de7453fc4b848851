import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../built-server.ts';
import { HOUSE_TOKEN } from '../house-token.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 400_000;

const node = (file: string, args: string[], environment: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: { ...process.env, HOUSE_TOKEN, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('given the sample office on a clock that is moved by hand', () => {
  let url: string;
  let dataDir: string;
  let server: ChildProcess;

  const startServer = async () => {
    server = node('server/main.ts', [], {
      PORT: new URL(url).port,
      DATA_DIR: dataDir,
      CLOCK: 'manual',
      LOG_LEVEL: 'silent',
      DATABASE_URL: '',
      ENGINE_URL: '',
    });
    const endMs = performance.now() + 60_000;
    while (!(await clockMs())) {
      if (server.exitCode !== null || performance.now() > endMs) throw new Error('the server does not answer');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const clockMs = async (): Promise<number | undefined> => {
    try {
      const answer = await fetch(`${url}/api/test/clock`);
      const { now } = (await answer.json()) as { now: string };
      return Date.parse(now);
    } catch {
      return undefined;
    }
  };
  const killServer = async () => {
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  const playDemo = () => {
    const demo = node('demo/main.ts', ['--url', url, '--quiet']);
    let said = '';
    for (const stream of [demo.stdout, demo.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    return once(demo, 'close').then(([code]: unknown[]) => ({ code, said }));
  };

  beforeAll(async () => {
    url = `http://127.0.0.1:${await freePort()}`;
    dataDir = mkdtempSync(join(tmpdir(), 'demo-'));
    await startServer();
  }, TIMEOUT_MS);
  afterAll(async () => {
    await killServer();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'when the server is killed in the middle and started again, then all 30 petitions take the expected path',
    async () => {
      const startMs = (await clockMs()) ?? 0;
      const disturbed = playDemo();
      while (((await clockMs()) ?? 0) < startMs + 4 * DAY_MS) await new Promise((resolve) => setTimeout(resolve, 50));
      await killServer();
      expect((await disturbed).code).toBe(1);
      await startServer();
      expect(await clockMs()).toBeGreaterThanOrEqual(startMs + 4 * DAY_MS);
      const { code, said } = await playDemo();
      expect(said).toContain('30 of 30 took the expected path');
      expect(said).toMatch(/\n7 climbed at least one level, 1 through all four\n/);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'when it is played once more, then there is nothing left to do and the table is the same',
    async () => {
      const before = await clockMs();
      const [one, two] = [await playDemo(), await playDemo()];
      expect(two).toEqual(one);
      expect(one.code).toBe(0);
      expect(await clockMs()).toBe(before);
    },
    TIMEOUT_MS,
  );
});
