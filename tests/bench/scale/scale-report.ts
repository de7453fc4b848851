import { writeFile } from 'node:fs/promises';
import { machine } from '../report.ts';
import type { Measured, ScaleRow } from './measured.ts';
import { scaleChart } from './scale-chart.ts';

/** Tables in Markdown. */
export function printed({ state }: Measured): string {
  const { rows, drained, cleaned, copied } = state;
  const beside = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }) =>
    `a start p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`;
  return [
    ...table(
      ['waiting', 'first answer (s)', 'after a kill (s)', 'resident (MB)', 'file (MB)']
        .concat(['instances/s', 'of empty'])
        .concat(['start p99 (ms)', 'complete p99 (ms)']),
      rows.map((row) => cells(row, rows[0])),
    ),
    ...audits(rows),
    '',
    ...(drained
      ? [
          `- ${whole(drained.count)} timers due at once: ${drained.perSecond.toFixed(0)} a second; meanwhile ${beside(drained.starts)}.`,
        ]
      : []),
    ...(cleaned
      ? [
          `- Clean-up of ${whole(cleaned.count)} ended instances: ${cleaned.perSecond.toFixed(0)} a second; meanwhile ${beside(cleaned.starts)}.`,
        ]
      : []),
    ...(copied
      ? [
          `- Back-up of ${copied.megabytes.toFixed(0)} MB while the server runs: ${seconds(copied.backUpMs)} s, check and hash included; ` +
            `meanwhile ${beside(copied.starts)}. Restore: ${seconds(copied.restoreMs)} s.`,
        ]
      : []),
  ].join('\n');
}

/** Writes the page with tables, date and machine, and the plot beside it. */
export async function writeScale(docs: URL, measured: Measured): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(new URL('scale.svg', docs), scaleChart(measured.state.rows));
  const history =
    'Each waiting instance has ten rows of history and two of its own; one in a hundred is an incident. `instances/s` is the ' +
    'load of `npm run bench` (three external tasks) beside them, server and client on the same machine.';
  await writeFile(
    new URL('scale.md', docs),
    `# How the cost grows\n\n${today}, ${machine()}: \`npm run scale -- --write\`.\n${history}\n\n` +
      `![first answer, memory and throughput by what waits](scale.svg)\n\n${printed(measured)}\n`,
  );
}

function cells(row: ScaleRow, first: ScaleRow | undefined): string[] {
  const { size, restartMs, killedMs, memoryMegabytes, fileMegabytes, result } = row;
  const empty = first?.size === 0 ? first.result.instancesPerSecond : undefined;
  return [
    whole(size),
    seconds(restartMs),
    seconds(killedMs),
    memoryMegabytes.toFixed(0),
    fileMegabytes.toFixed(0),
    result.instancesPerSecond.toFixed(0),
    empty === undefined ? '' : `${((result.instancesPerSecond * 100) / empty).toFixed(0)} %`,
    result.start.p99Ms.toFixed(0),
    result.complete.p99Ms.toFixed(0),
  ];
}

function audits(rows: readonly ScaleRow[]): string[] {
  const asked = rows.filter(({ questions }) => questions !== undefined);
  const names = Object.keys(asked[0]?.questions ?? {});
  if (names.length === 0) return [];
  return [
    '',
    ...table(
      ['waiting', ...names.map((name) => `${name} (p95 ms)`)],
      asked.map(({ size, questions = {} }) => [
        whole(size),
        ...names.map((name) => (questions[name] ?? Number.NaN).toFixed(1)),
      ]),
    ),
  ];
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
  const line = (values: readonly string[]) => `| ${values.join(' | ')} |`;
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)];
}

function whole(value: number): string {
  return value.toLocaleString('en');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
