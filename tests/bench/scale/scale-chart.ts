import type { ScaleRow } from './measured.ts';

const WIDTH = 240;
const HEIGHT = 130;
const LEFT = 44;
const GAP = 20;

interface Panel {
  title: string;
  value(row: ScaleRow): number;
  /** What is aimed at. */
  line?: number;
}

/** Restart, memory and throughput over what waits, each tenfold step as wide as the other, as an SVG without a script. */
export function scaleChart(rows: readonly ScaleRow[]): string {
  const empty = rows[0]?.result.instancesPerSecond ?? 0;
  const panels: Panel[] = [
    { title: 'first answer (s)', value: ({ restartMs }) => restartMs / 1000, line: 5 },
    { title: 'resident (MB)', value: ({ memoryMegabytes }) => memoryMegabytes, line: 1500 },
    { title: 'instances/s', value: ({ result }) => result.instancesPerSecond, line: empty * 0.7 },
  ];
  const width = panels.length * (LEFT + WIDTH + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 60}" role="img">`,
    '<title>First answer, resident memory and throughput by the number of waiting instances; dashed: what is aimed at</title>',
    '<style>text{font:12px sans-serif;fill:#555}.head{font-weight:bold}polyline{fill:none;stroke:#2b6cb0;stroke-width:2}' +
      'circle{fill:#2b6cb0}line{stroke:#999}.aim{stroke:#c05621;stroke-dasharray:4 4}' +
      '@media(prefers-color-scheme:dark){text{fill:#bbb}}</style>',
    ...panels.map((panel, index) => drawn(panel, rows, index * (LEFT + WIDTH + GAP) + LEFT)),
    '</svg>\n',
  ].join('\n');
}

function drawn({ title, value, line }: Panel, rows: readonly ScaleRow[], left: number): string {
  const top = 28;
  const most = Math.max(line ?? 0, ...rows.map(value)) * 1.1;
  const y = (amount: number): string => (top + HEIGHT - (HEIGHT * amount) / most).toFixed(1);
  const x = (index: number): string => (left + 12 + (index * (WIDTH - 24)) / Math.max(1, rows.length - 1)).toFixed(1);
  return [
    `<text class="head" x="${left}" y="14">${title}</text>`,
    `<line x1="${left}" y1="${y(0)}" x2="${left + WIDTH}" y2="${y(0)}" />`,
    ...(line === undefined
      ? []
      : [`<line class="aim" x1="${left}" y1="${y(line)}" x2="${left + WIDTH}" y2="${y(line)}" />`]),
    `<polyline points="${rows.map((row, index) => `${x(index)},${y(value(row))}`).join(' ')}" />`,
    ...rows.flatMap((row, index) => [
      `<circle cx="${x(index)}" cy="${y(value(row))}" r="3" />`,
      `<text x="${x(index)}" y="${Number(y(value(row))) - 7}" text-anchor="middle">${short(value(row))}</text>`,
      `<text x="${x(index)}" y="${top + HEIGHT + 16}" text-anchor="middle">${size(row.size)}</text>`,
    ]),
  ].join('\n');
}

function short(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function size(count: number): string {
  return count >= 1_000_000 ? `${count / 1_000_000}M` : count >= 1_000 ? `${count / 1_000}k` : String(count);
}
