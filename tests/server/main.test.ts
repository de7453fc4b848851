import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORDER, work } from '../rest/models.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The server as a process of its own, as `npm run dev` starts it. */
describe('given the server as a program', () => {
  let directory = '';
  let child: ChildProcess | undefined;
  let output = '';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'petition-engine-'));
    output = '';
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(directory, { recursive: true, force: true });
  });

  const run = (environment: Record<string, string>): ChildProcess => {
    child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATA_DIR: join(directory, 'data'),
        PROCESSES_DIR: join(directory, 'processes'),
        SAMPLE: 'off',
        WORKERS: 'off',
        ENGINE_ACCESS: 'open',
        ...environment,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (output += text.toString()));
    return child;
  };
  const origin = async (): Promise<string> => {
    await expect.poll(() => output, { timeout: 50_000, interval: 100 }).toMatch(/Engine REST +http/);
    return /Petitions +(http:\/\/\S+)\//.exec(output)?.[1] ?? '';
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child?.kill(signal);
    const [code] = (await once(child as ChildProcess, 'exit')) as [number | null];
    return code;
  };
  const application = (name: string, files: Record<string, string>): void => {
    mkdirSync(join(directory, 'processes', name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, 'processes', name, file), text);
  };
  const versions = async (address: string): Promise<Record<string, number>> => {
    const answer = await fetch(`${address}/engine-rest/process-definition?latestVersion=true`);
    const rows = (await answer.json()) as { key: string; version: number }[];
    return Object.fromEntries(rows.map(({ key, version }) => [key, version]));
  };

  it('when it starts and ends, then it says where to look, deploys only what changed, and stops on a signal', async () => {
    application('sales', { 'order.bpmn': ORDER, 'extra.bpmn': work('extra', 't') });
    application('empty', {});
    run({});
    const first = await origin();
    expect(output).toContain('信访办理');
    expect(await versions(first)).toEqual({ order: 1, extra: 1 });
    expect(await end('SIGTERM')).toBe(0);

    application('sales', { 'extra.bpmn': work('extra', 'changed') });
    for (const round of [1, 2]) {
      output = '';
      run({});
      expect(await versions(await origin()), `round ${round}`).toEqual({ order: 1, extra: 2 });
      expect(await end('SIGINT')).toBe(0);
    }
  }, 120_000);

  it('when the environment is wrong, then it ends and names everything', async () => {
    const [code] = await once(run({ PORT: 'x', HOST: '0.0.0.0', WORKERS: 'maybe' }), 'exit');
    expect(code).toBe(1);
    for (const name of ['PORT=x', 'HOST=0.0.0.0', 'WORKERS=maybe']) expect(output).toContain(name);
  });

  it('when a process cannot be deployed, then it ends and says why', async () => {
    application('bad', { 'bad.bpmn': ORDER.replace('targetRef="charge"', 'targetRef="nowhere"') });
    const [code] = await once(run({}), 'exit');
    expect(code).toBe(1);
    expect(output).toContain("Invalid destination 'nowhere'");
  });

  it('when it is killed in the middle, then nothing that was answered is lost', async () => {
    application('sales', { 'order.bpmn': ORDER });
    run({});
    const address = await origin();
    const started: string[] = [];
    const starter = (async () => {
      for (;;) {
        const body = JSON.stringify({ variables: { amount: { value: 1 } } });
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${address}/engine-rest/process-definition/key/order/start`, {
          method: 'POST',
          headers,
          body,
        });
        started.push(((await answer.json()) as { id: string }).id);
      }
    })().catch(() => undefined);
    await expect.poll(() => started.length, { timeout: 20_000 }).toBeGreaterThan(30);
    await end('SIGKILL');
    await starter;
    output = '';
    run({});
    const again = await origin();
    const answer = await fetch(`${again}/engine-rest/process-instance`);
    const running = ((await answer.json()) as { id: string }[]).map(({ id }) => id);
    expect(running).toEqual(expect.arrayContaining(started));
    expect(running.length).toBeLessThanOrEqual(started.length + 1);
    expect(await end('SIGTERM')).toBe(0);
  }, 120_000);
});
