import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Ends } from './ends.ts';
import { formatKpi } from './kpi-table.ts';
import type { Month } from './months.ts';
import type { Run } from './played.ts';
import type { Probe } from './probe.ts';
import { yearChart } from './year-chart.ts';

/** What a year came to. */
export interface Played extends Run {
  ends: Ends;
  /** The answer of `GET /api/kpi`. */
  kpi: unknown;
  /** With the rows of the engine that it looked at; null when nobody asked for the probe. */
  probe: { rows: number; probe: Probe } | null;
}

/** How it ended, in one line. */
export function formatEnds({ petitions, ends, workerTasks, seconds }: Played): string {
  return (
    `${petitions} registered, ${ends.ended} instances ended, ${ends.atTasks.length} entries wait at a task, ` +
    `${ends.stuck.length} wait for nobody, ${ends.incidents} incidents; ` +
    `${workerTasks} tasks of workers, ${seconds.toFixed(0)} s, ${((1000 * seconds) / petitions).toFixed(0)} ms each`
  );
}

/** What the probe looked through and found, in one line. */
export function formatProbe({ probe, rows }: { rows: number; probe: Probe }): string {
  const read = `${probe.answers} answers, ${probe.logLines} pieces of the log, ${rows} rows of the engine and the files beside the register`;
  return `probe: ${read}, ${(probe.looked / 1e6).toFixed(0)} million characters; ${probe.found.length} persons found outside the register`;
}

/** Writes the page with date, machine and figures, and the plot beside it. @param docs the folder */
export function writeReport(docs: URL, played: Played, months: readonly Month[], daysToConclusion: number[]): void {
  const { petitions, communities, days, seed, probe } = played;
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.versions.node}, load average ${loadavg()[1]?.toFixed(1)} at the end`;
  const command = `npm run generate -- --petitions ${petitions} --seed ${seed} --communities ${communities} --days ${days}${probe ? ' --probe' : ''} --write`;
  writeFileSync(new URL('year.svg', docs), yearChart(months, daysToConclusion));
  writeFileSync(
    new URL('year.md', docs),
    [
      '# A year, played',
      '',
      `${new Date().toISOString().slice(0, 10)}, ${machine}: \`${command}\`.`,
      'Residents, petitions and places are invented; shares, seasons and days are those of the test data ([year/](../year/README.md)).',
      '',
      `- ${formatEnds(played)}.`,
      ...(probe ? [`- ${formatProbe(probe)}.`] : []),
      '',
      '![petitions by month, settled in time and satisfied, days to conclusion](year.svg)',
      '',
      '```text',
      formatKpi(played.kpi),
      '```',
      '',
    ].join('\n'),
  );
}
