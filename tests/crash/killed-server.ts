import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../built-server.ts';
import { HOUSE_TOKEN } from '../house-token.ts';

const LONGEST_START_MS = 60_000;
const ASK_EVERY_MS = 10;

/** The built server in a process group of its own, always on the same data and port, to be killed and started again. */
export class KilledServer {
  readonly url: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;
  #said = '';

  private constructor(port: number, dataDir: string, environment: Record<string, string>) {
    this.#port = port;
    this.dataDir = dataDir;
    this.#environment = environment;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async prepare(environment: Record<string, string> = {}): Promise<KilledServer> {
    return new KilledServer(await freePort(), join(await mkdtemp(join(tmpdir(), 'crash-')), 'data'), environment);
  }

  /** Starts it and does not wait. */
  spawn(): void {
    this.#said = '';
    this.#process = spawn(process.execPath, ['dist/server/main.js'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      // A group of its own: what it starts dies with it.
      detached: true,
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(this.#port),
        DATA_DIR: this.dataDir,
        DATABASE_URL: '',
        LOG_LEVEL: 'error',
        ENGINE_ACCESS: 'open',
        HOUSE_TOKEN,
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-4000);
      });
    }
  }

  /** Milliseconds until it is ready to be asked. @throws Error with its own words when it ends or takes too long */
  async ready(): Promise<number> {
    const begin = performance.now();
    for (;;) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return performance.now() - begin;
      if (this.#process?.exitCode !== null || performance.now() - begin > LONGEST_START_MS) {
        throw new Error(`the server does not start:\n${this.#said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  /** Kills the whole group, with no word before. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it in order. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async remove(): Promise<void> {
    await this.kill();
    // What a restored back-up moved aside stands beside the data.
    await rm(join(this.dataDir, '..'), { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, signal);
    await ended;
  }
}
