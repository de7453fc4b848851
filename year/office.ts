import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, on a clock that is moved by hand. */
export interface OfficeServer {
  url: string;
  /** With which the year acts for the house. */
  token: string;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** As `npm run serve` starts it: most of what a request leaves behind is swept up young. */
const NODE_OPTIONS = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

/** @param startMs where its clock stands, in milliseconds since 1970; @param onLog told of every line it writes to its log */
export async function startOffice(
  dataDir: string,
  startMs: number,
  logLevel: 'warn' | 'debug',
  onLog: (line: string) => void,
): Promise<OfficeServer> {
  const token = randomBytes(32).toString('base64url');
  const child = spawn(process.execPath, [...NODE_OPTIONS, 'dist/server/main.js'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      ENGINE_URL: '',
      HOUSE_TOKEN: token,
      WORKERS: 'off',
      SAMPLE: 'off',
      CLOCK: 'manual',
      CLOCK_START: new Date(startMs).toISOString(),
      LOG_LEVEL: logLevel,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = new Promise<string>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      const words = chunk.toString();
      onLog(words);
      said += said.length < 10_000 ? words : '';
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
  });
  const url = await address;
  return {
    url,
    token,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
