import { type Job, member } from './job.ts';
import { readTable } from './read-table.ts';

/** When a unit that handles a petition is looked at, as table `unit-watch` says it. */
export interface UnitWatch {
  /** Shares of the unit's period, 0–1. */
  firstShare: number;
  secondShare: number;
  /** ISO 8601 duration before the end of the period. */
  reminderBefore: string;
  /** Working days after which it is looked at first, whatever its period; null: by the share. */
  firstWorkingDays: number | null;
}

/** Reads table `unit-watch` through the engine. @throws Error when it answers anything else than one whole row */
export async function readUnitWatch(job: Job): Promise<UnitWatch> {
  const rows = await readTable(job, 'unit-watch', ['round', job.read('round') ?? 1]);
  const value = (column: string) => member(member(Array.isArray(rows) ? rows[0] : undefined, column), 'value');
  const [firstShare, secondShare] = [value('firstShare'), value('secondShare')];
  const reminderBefore = value('reminderBefore');
  const firstWorkingDays = value('firstWorkingDays') ?? null;
  if (typeof firstShare !== 'number' || typeof secondShare !== 'number' || typeof reminderBefore !== 'string') {
    throw new Error('table unit-watch names no shares and no reminder');
  }
  if (firstWorkingDays !== null && !(Number.isInteger(firstWorkingDays) && Number(firstWorkingDays) > 0)) {
    throw new Error('table unit-watch names no whole number of working days');
  }
  return {
    firstShare,
    secondShare,
    reminderBefore,
    firstWorkingDays: firstWorkingDays === null ? null : Number(firstWorkingDays),
  };
}
