import type { Measured } from './report.ts';

const WIDTH = 760;
const LABELS = 250;
const ROW = 26;
const GAP = 34;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Instances per second as bars, flow by flow, as an SVG that needs no script and reads in light and dark. */
export function chart(measured: readonly Measured[], title: string): string {
  const flows = [...new Set(measured.map(({ flow }) => flow))];
  const parts: string[] = [];
  let y = 30;
  for (const flow of flows) {
    const bars = measured.filter((one) => one.flow === flow);
    const most = Math.max(...bars.map(({ result }) => result.instancesPerSecond));
    parts.push(`<text x="0" y="${y + 14}" class="flow">${escaped(flow)}, instances per second</text>`);
    y += 24;
    for (const [index, { name, result }] of bars.entries()) {
      const width = ((WIDTH - LABELS - 70) * result.instancesPerSecond) / most;
      parts.push(
        `<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`,
        `<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 6}" class="bar${index}" />`,
        `<text x="${(LABELS + width + 6).toFixed(1)}" y="${y + 15}">${result.instancesPerSecond.toFixed(0)}</text>`,
      );
      y += ROW;
    }
    y += GAP - ROW;
  }
  const style =
    'text{font:13px sans-serif;fill:#555}.flow{font-weight:bold}.bar0{fill:#2b6cb0}.bar1{fill:#a0aec0}.bar2{fill:#68a37d}' +
    '@media(prefers-color-scheme:dark){text{fill:#bbb}}';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    `<text x="0" y="14">${escaped(title)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
