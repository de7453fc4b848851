import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import type { Latency, LoadOptions, LoadResult } from './load.ts';

/** What one server did for one flow: the median of its rounds. */
export interface Measured {
  flow: string;
  name: string;
  /** Instances of each round. */
  instances: number;
  result: LoadResult;
}

const README = new URL('../../README.md', import.meta.url);
const PLOT = 'docs/bench.svg';
const BEGIN = '<!-- bench: newest first -->\n';

const whole = (value: number): string => value.toFixed(0);
const tenths = (value: number): string => value.toFixed(1);
const both = ({ p50Ms, p99Ms }: Latency): string => `${tenths(p50Ms)} / ${tenths(p99Ms)}`;

/** The median of each figure; errors are added up. */
export function medianOf(results: readonly LoadResult[]): LoadResult {
  const median = (figure: (result: LoadResult) => number): number => {
    const sorted = results.map(figure).toSorted((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return {
    instancesPerSecond: median((result) => result.instancesPerSecond),
    start: { p50Ms: median(({ start }) => start.p50Ms), p99Ms: median(({ start }) => start.p99Ms) },
    complete: { p50Ms: median(({ complete }) => complete.p50Ms), p99Ms: median(({ complete }) => complete.p99Ms) },
    errors: {
      count: results.reduce((sum, { errors }) => sum + errors.count, 0),
      first: results.flatMap(({ errors }) => errors.first).slice(0, 3),
    },
  };
}

/** A table for the terminal: one line a flow and server. */
export function printed(measured: readonly Measured[]): string {
  const head = ['flow', 'server', 'instances/s', 'start p50 / p99', 'complete p50 / p99 (ms)', 'errors'];
  const rows = measured.map(({ flow, name, result: { instancesPerSecond, start, complete, errors } }) => [
    flow,
    name,
    tenths(instancesPerSecond),
    both(start),
    both(complete),
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

/**
 * Puts a row for each flow and server on top of the README's table, and the newest figures into the plot.
 * @param note what else is to be said of the run
 * @throws Error when the README has lost the marker
 */
export async function writeResults(
  measured: readonly Measured[],
  { starters, workers }: LoadOptions,
  note: string | undefined,
  chart: (measured: readonly Measured[], title: string) => string,
): Promise<void> {
  const readme = await readFile(README, 'utf8');
  const head = readme.indexOf('|\n', readme.indexOf('| ---', readme.indexOf(BEGIN)));
  if (!readme.includes(BEGIN) || head < 0) throw new Error(`README.md lacks "${BEGIN.trim()}" with a table below it`);
  const today = new Date().toISOString().slice(0, 10);
  const place = `${starters} starts and ${workers} workers at once; ${machine()}${note === undefined ? '' : `; ${note}`}`;
  const rows = measured.map(
    ({ flow, name, instances, result: { instancesPerSecond, start, complete, errors } }) =>
      `| ${today} | ${flow}, ${name} | ${instancesPerSecond < 100 ? tenths(instancesPerSecond) : whole(instancesPerSecond)} | ${both(start)} | ${both(complete)} | ${errors.count} | ${instances} instances a round, ${place} |\n`,
  );
  const at = head + 2;
  await writeFile(README, readme.slice(0, at) + rows.join('') + readme.slice(at));
  await writeFile(new URL(`../../${PLOT}`, import.meta.url), chart(measured, `${today}, ${machine()}`));
}
