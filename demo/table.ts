import type { Outcome } from './outcome.ts';

const COLUMNS: readonly [title: string, widthCells: number, cell: (outcome: Outcome) => string][] = [
  ['#', 3, (outcome) => String(outcome.number)],
  ['petition 事项', 26, (outcome) => outcome.summary],
  ['path 路径', 62, (outcome) => outcome.path.join(' ')],
  ['levels 层级', 19, (outcome) => outcome.levels],
  ['days', 4, (outcome) => String(outcome.days)],
  ['visits', 6, (outcome) => String(outcome.visits)],
  ['outcome 结果', 24, (outcome) => outcome.outcome],
  ['expected 预期', 40, (outcome) => outcome.expected],
  ['ok', 2, (outcome) => (outcome.differences.length === 0 ? '✓' : '✗')],
];

/** Han characters and full-width signs take two cells of a terminal. */
const cells = (character: string): number =>
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/u.test(character) ? 2 : 1;

/** Exactly `width` cells of a text: cut, or filled with spaces. */
function toWidth(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    if (used + cells(character) > width) break;
    kept += character;
    used += cells(character);
  }
  return kept + ' '.repeat(width - used);
}

/** The table of all petitions with a line below that counts. */
export function formatTable(outcomes: readonly Outcome[]): string {
  const lines = [COLUMNS.map(([title, width]) => toWidth(title, width)).join('  ')];
  lines.push(COLUMNS.map(([, width]) => '─'.repeat(width)).join('  '));
  for (const outcome of outcomes) {
    lines.push(
      COLUMNS.map(([, width, cell]) => toWidth(cell(outcome), width))
        .join('  ')
        .trimEnd(),
    );
    for (const difference of outcome.differences) lines.push(`     ✗ ${difference}`);
  }
  const good = outcomes.filter((outcome) => outcome.differences.length === 0).length;
  const climbed = outcomes.filter((outcome) => outcome.climbed > 0).length;
  const top = outcomes.filter((outcome) => outcome.climbed === 3).length;
  lines.push('', `${climbed} climbed at least one level, ${top} through all four`);
  lines.push(`${good} of ${outcomes.length} took the expected path`);
  return lines.join('\n');
}
