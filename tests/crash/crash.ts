/** Kills the server at random under load and looks for what was lost or happened twice. See README.md. */
import { parseArgs } from 'node:util';
import { crash } from './crash-run.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
});

const { wrong, restartsMs, ledger } = await crash({
  kills: Number(values.kills),
  seed: Number(values.seed),
  tell: (line) => console.error(line),
});

const { starts, completions, messages, petitions } = ledger;
const counts = (book: ReadonlyMap<string, { acknowledged: number }>): string =>
  `${book.size} sent, ${[...book.values()].filter(({ acknowledged }) => acknowledged > 0).length} acknowledged`;
const acknowledged = (book: ReadonlyMap<string, string | null>): string =>
  `${book.size} sent, ${[...book.values()].filter((id) => id !== null).length} acknowledged`;
const sorted = restartsMs.toSorted((a, b) => a - b);

console.log(`seed ${values.seed}, ${values.kills} kills
starts       ${acknowledged(starts)}
completions  ${counts(completions)}
messages     ${counts(messages)}
petitions    ${acknowledged(petitions)}
restart      median ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms, worst ${Math.round(sorted.at(-1) ?? 0)} ms until ready
${wrong.length === 0 ? 'nothing lost, nothing doubled' : `${wrong.length} wrong:\n${wrong.slice(0, 50).join('\n')}`}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
