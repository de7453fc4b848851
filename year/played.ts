import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { member, text } from '../demo/server.ts';

const FILE = 'year.json';

/** What was asked of the generator. */
export interface Wanted {
  petitions: number;
  communities: number;
  days: number;
  seed: string;
}

/** What a run leaves beside its data, so that they can be looked at again. */
export interface Run extends Wanted {
  /** From the start of the server to the last instance's end. */
  seconds: number;
  /** Tasks that workers did. */
  workerTasks: number;
}

/** Notes in the data folder what was played. */
export function writeRun(dataDir: string, run: Run): void {
  writeFileSync(join(dataDir, FILE), `${JSON.stringify(run)}\n`);
}

/** What was played into a data folder. @throws Error when no year was played there to its end */
export function readRun(dataDir: string): Run {
  if (!existsSync(join(dataDir, FILE)))
    throw new Error(`no year was played to its end in ${dataDir}: it has no ${FILE}`);
  const run: unknown = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
  const number = (name: string): number => {
    const value = member(run, name);
    if (typeof value !== 'number') throw new Error(`${FILE} in ${dataDir} does not tell ${name}`);
    return value;
  };
  return {
    petitions: number('petitions'),
    communities: number('communities'),
    days: number('days'),
    seed: text(run, 'seed'),
    seconds: number('seconds'),
    workerTasks: number('workerTasks'),
  };
}
