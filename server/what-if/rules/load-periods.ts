import type { Variables } from '../../engine/engine.ts';
import type { WorkOut } from '../../replay/world.ts';
import { askTable, asText, textOf } from './read-step.ts';

/** The periods of a process by table `internal-period`. */
export const loadPeriods: WorkOut = (step) => {
  const periods: Variables = {};
  for (const row of askTable(step, 'internal-period', { process: asText(textOf(step.read('process'))) })) {
    const [name, period, reminder] = [textOf(row['step']), textOf(row['period']), textOf(row['remindAfter'])];
    if (name === null || period === null) continue;
    periods[`${name}Period`] = asText(period);
    if (reminder !== null) periods[`${name}Reminder`] = asText(reminder);
  }
  return periods;
};
