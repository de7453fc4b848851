import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How much is generated, as `npm run generate` takes it. */
export interface YearWanted {
  petitions: number | string;
  communities: number | string;
  seed?: number | string;
  /** From 1 January; 365 when absent. */
  days?: number;
}

/**
 * Generates a year, or a part of one, into an empty folder, in a process of its own. Wants `npm run build:server` before it.
 * @param quiet says nothing, unless it fails
 * @throws Error when the year does not end as it should
 */
export async function generateYear(dataDir: string, wanted: YearWanted, quiet = false): Promise<void> {
  const options = Object.entries(wanted).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, ['--import', 'tsx', 'year/main.ts', ...options, '--data', dataDir], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: quiet ? ['ignore', 'ignore', 'pipe'] : 'inherit',
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the year ended with ${code}${said === '' ? '' : `: ${said}`}`);
}
