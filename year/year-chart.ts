import { barLabel, type Month } from './months.ts';

const WIDTH = 300;
const HEIGHT = 130;
const LEFT = 44;
const GAP = 24;
const TOP = 34;
const AIM = 0.9;

/** What came month by month, how much of it was settled in time and how satisfied people were, and how long it took; an SVG without a script. */
export function yearChart(months: readonly Month[], daysToConclusion: readonly number[]): string {
  const at = (panel: number) => LEFT + panel * (LEFT + WIDTH + GAP);
  const width = 3 * (LEFT + WIDTH + GAP);
  const names = months.map(({ month }) => String(month));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${TOP + HEIGHT + 40}" role="img">`,
    '<title>Petitions by month; shares settled in time and satisfied by month; days from registration to conclusion</title>',
    '<style>text{font:12px sans-serif;fill:#555}.head{font-weight:bold}rect{fill:#2b6cb0}line{stroke:#999}' +
      'polyline{fill:none;stroke:#2b6cb0;stroke-width:2}.other{stroke:#c05621}.own-text{fill:#2b6cb0}.other-text{fill:#c05621}' +
      '@media(prefers-color-scheme:dark){text{fill:#bbb}}</style>',
    head(at(0), 'petitions registered, by month'),
    bars(
      at(0),
      names,
      months.map(({ registered }) => registered),
    ),
    `<text class="head own-text" x="${at(1)}" y="14">settled in time</text>`,
    `<text class="head other-text" x="${at(1) + 110}" y="14">satisfied</text>`,
    lines(at(1), names, months),
    head(at(2), 'days to conclusion: petitions within'),
    bars(
      at(2),
      daysToConclusion.map((_, index) => barLabel(index)),
      daysToConclusion,
    ),
    '</svg>\n',
  ].join('\n');
}

const head = (left: number, title: string): string => `<text class="head" x="${left}" y="14">${title}</text>`;
const ground = (left: number): string =>
  `<line x1="${left}" y1="${TOP + HEIGHT}" x2="${left + WIDTH}" y2="${TOP + HEIGHT}" />`;

function bars(left: number, names: readonly string[], values: readonly number[]): string {
  const most = Math.max(...values, 1);
  const step = WIDTH / values.length;
  return [
    ground(left),
    ...values.flatMap((value, index) => {
      const height = (HEIGHT * value) / most;
      const [x, middle] = [left + index * step + 2, left + (index + 0.5) * step];
      return [
        `<rect x="${x.toFixed(1)}" y="${(TOP + HEIGHT - height).toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${height.toFixed(1)}" />`,
        label(middle, TOP + HEIGHT - height - 4, String(value)),
        label(middle, TOP + HEIGHT + 16, names[index] ?? ''),
      ];
    }),
  ].join('\n');
}

/** Shares from the lowest tenth that is needed up to all. */
function lines(left: number, names: readonly string[], months: readonly Month[]): string {
  const told = months.flatMap(({ onTime, satisfied }) => [onTime, satisfied]).filter((value) => value !== null);
  const least = Math.min(AIM, Math.floor(Math.min(...told, 1) * 10) / 10);
  const x = (index: number) => left + ((index + 0.5) * WIDTH) / months.length;
  const y = (share: number) => TOP + (HEIGHT * (1 - share)) / (1 - least);
  const drawn = (values: readonly (number | null)[], kind: string) =>
    `<polyline${kind} points="${values
      .flatMap((value, index) => (value === null ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`]))
      .join(' ')}" />`;
  return [
    ground(left),
    ...[1, (1 + least) / 2, least].map(
      (share) =>
        `<text x="${left - 6}" y="${(y(share) + 4).toFixed(1)}" text-anchor="end">${Math.round(share * 100)} %</text>`,
    ),
    drawn(
      months.map(({ onTime }) => onTime),
      '',
    ),
    drawn(
      months.map(({ satisfied }) => satisfied),
      ' class="other"',
    ),
    ...names.map((name, index) => label(x(index), TOP + HEIGHT + 16, name)),
  ].join('\n');
}

const label = (x: number, y: number, text: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="middle">${text}</text>`;
