import { writeFile } from 'node:fs/promises';
import type { LoadResult } from '../load.ts';
import { machine } from '../report.ts';
import type { Audit } from './audit.ts';
import type { TimersDrained } from './drain-timers.ts';

/** What was measured with so many instances waiting in the file. */
export interface ScaleRow {
  size: number;
  restartMs: number;
  memoryMegabytes: number;
  fileMegabytes: number;
  result: LoadResult;
  questions?: Audit;
}

/** Tables in Markdown. */
export function printed(rows: readonly ScaleRow[], timers: TimersDrained | undefined): string {
  const empty = rows.find(({ size }) => size === 0)?.result.instancesPerSecond;
  const lines = rows.map(({ size, restartMs, memoryMegabytes, fileMegabytes, result }) => {
    const share = empty === undefined ? '' : `${((result.instancesPerSecond * 100) / empty).toFixed(0)} %`;
    const cells = [restartMs / 1000, memoryMegabytes, fileMegabytes].map((value, index) =>
      value.toFixed(index === 0 ? 2 : 0),
    );
    const load = [
      result.instancesPerSecond.toFixed(0),
      share,
      result.start.p99Ms.toFixed(0),
      result.complete.p99Ms.toFixed(0),
    ];
    return `| ${[size.toLocaleString('en'), ...cells, ...load].join(' | ')} |`;
  });
  const asked = rows.filter(({ questions }) => questions !== undefined);
  const names = Object.keys(asked[0]?.questions ?? {});
  return [
    '| waiting | first answer (s) | resident (MB) | file (MB) | instances/s | of empty | start p99 (ms) | complete p99 (ms) |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    ...(asked.length === 0
      ? []
      : [
          '',
          `| waiting | ${names.map((name) => `${name} (p95 ms)`).join(' | ')} |`,
          `| ---: |${' ---: |'.repeat(names.length)}`,
          ...asked.map(
            ({ size, questions = {} }) =>
              `| ${size.toLocaleString('en')} | ${names.map((name) => (questions[name] ?? 0).toFixed(1)).join(' | ')} |`,
          ),
        ]),
    ...(timers === undefined
      ? []
      : [
          '',
          `${timers.count.toLocaleString('en')} timers due at once: ${timers.perSecond.toFixed(0)} a second; ` +
            `${timers.requests} starts meanwhile, p99 ${timers.startP99Ms.toFixed(0)} ms.`,
        ]),
  ].join('\n');
}

/** Writes the tables with date and machine. */
export async function writeScale(file: URL, rows: readonly ScaleRow[], timers: TimersDrained): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(
    file,
    `# How the cost grows\n\n${today}, ${machine()}: \`npm run scale -- --write\`.\n\n${printed(rows, timers)}\n`,
  );
}
