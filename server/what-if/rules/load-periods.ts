import type { DeployedDecision, Variables } from '../../engine/engine.ts';
import type { StepAtWork, WorkOut } from '../../replay/world.ts';
import { askTable, asText, textOf } from './read-step.ts';

const TABLE = 'internal-period';
/** What a version of the table says of each process: it is asked once for every instance that starts. */
const known = new WeakMap<DeployedDecision, Map<string, Variables>>();

/** The periods of a process by table `internal-period`. */
export const loadPeriods: WorkOut = (step) => {
  const table = step.definitions.findDecision(TABLE, { kind: 'latest' });
  const process = textOf(step.read('process'));
  if (!table || process === null) return {};
  const ofTable = known.get(table) ?? new Map<string, Variables>();
  known.set(table, ofTable);
  const periods = ofTable.get(process) ?? periodsOf(step, process);
  ofTable.set(process, periods);
  return periods;
};

function periodsOf(step: StepAtWork, process: string): Variables {
  const periods: Variables = {};
  for (const row of askTable(step, TABLE, { process: asText(process) })) {
    const [name, period, reminder] = [textOf(row['step']), textOf(row['period']), textOf(row['remindAfter'])];
    if (name === null || period === null) continue;
    periods[`${name}Period`] = asText(period);
    if (reminder !== null) periods[`${name}Reminder`] = asText(reminder);
  }
  return periods;
}
