import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import type { LoadOptions, LoadResult } from './load.ts';

/** What was measured in one run. */
export interface Measured {
  name: string;
  result: LoadResult;
}

const whole = (value: number): string => value.toFixed(0);
const tenths = (value: number): string => value.toFixed(1);

/** A table for the terminal: one line a server. */
export function printed(measured: readonly Measured[]): string {
  const head = ['server', 'instances/s', 'start p50', 'p99', 'complete p50', 'p99 (ms)', 'errors'];
  const rows = measured.map(({ name, result: { instancesPerSecond, start, complete, errors } }) => [
    name,
    whole(instancesPerSecond),
    ...[start.p50Ms, start.p99Ms, complete.p50Ms, complete.p99Ms].map(tenths),
    String(errors.count),
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

/** The machine in a few words. */
export function machine(): string {
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
}

const BEGIN = '<!-- bench: newest first -->\n';

/**
 * Puts a row for each server on top of the README's table of measurements.
 * @throws Error when the README has lost the marker
 */
export async function writeToReadme(
  readme: URL,
  measured: readonly Measured[],
  { instances, starters, workers }: LoadOptions,
): Promise<void> {
  const text = await readFile(readme, 'utf8');
  const head = text.indexOf('|\n', text.indexOf('| ---', text.indexOf(BEGIN)));
  if (!text.includes(BEGIN) || head < 0) throw new Error(`README.md lacks "${BEGIN.trim()}" with a table below it`);
  const today = new Date().toISOString().slice(0, 10);
  const rows = measured.map(
    ({ name, result: { instancesPerSecond, start, complete, errors } }) =>
      `| ${today} | ${name} | ${whole(instancesPerSecond)} | ${tenths(start.p50Ms)} / ${tenths(start.p99Ms)} | ${tenths(complete.p50Ms)} / ${tenths(complete.p99Ms)} | ${errors.count} | ${instances} instances, ${starters} starts and ${workers} workers at once; ${machine()} |\n`,
  );
  const at = head + 2;
  await writeFile(readme, text.slice(0, at) + rows.join('') + text.slice(at));
}
