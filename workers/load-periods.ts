import { member, type Outputs, type Topic } from './job.ts';
import { readTable } from './read-table.ts';

/**
 * Reads the working periods of a process from table `internal-period`, once per instance: `<step>Period` and, where there is one,
 * `<step>Reminder`, ISO 8601 durations. So a diagram holds no duration of its own, and an administrator may change one without touching it.
 */
export const loadPeriods: Topic = {
  name: 'load-periods',
  outputs: {},
  moreOutputs: true,
  async handle(job) {
    const process = job.read('process');
    const rows = await readTable(job, 'internal-period', ['process', process]);
    const outputs: Outputs = {};
    for (const row of Array.isArray(rows) ? rows : []) {
      const step = textIn(row, 'step');
      const period = textIn(row, 'period');
      const reminder = textIn(row, 'remindAfter');
      if (step === null || period === null) continue;
      outputs[`${step}Period`] = period;
      if (reminder !== null) outputs[`${step}Reminder`] = reminder;
    }
    if (Object.keys(outputs).length === 0) throw new Error(`table internal-period has no rows for process ${process}`);
    return outputs;
  },
};

function textIn(row: unknown, column: string): string | null {
  const value = member(member(row, column), 'value');
  return typeof value === 'string' && value !== '' ? value : null;
}
