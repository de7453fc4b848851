/** Deploys files that are nearly in order, and runs what is taken: refused in words or run, never a 500, never a hang. See README.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../built-server.ts';
import { randomFrom } from '../crash/random.ts';
import { mutate } from './mutate.ts';
import { seeds } from './seeds.ts';
import { tryFile } from './try-file.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string', default: 'fuzz-findings' },
  },
});

const TICK_MS = 10;
const all = seeds();
const random = randomFrom(Number(values.seed));
const start = () => startBuiltServer({ JOB_EXECUTOR: 'off' });
let server = await start();
/** Processor time of the server in milliseconds, where Linux tells it. */
const spentMs = (): number => {
  const file = `/proc/${server.process.pid}/stat`;
  if (!existsSync(file)) return performance.now();
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(file, 'utf8')) ?? [];
  return (Number(user) + Number(system)) * TICK_MS;
};
const counts = { refused: 0, kept: 0, ran: 0, failed: 0 };
let findings = 0;
try {
  for (let file = 1; file <= Number(values.files); file += 1) {
    const seed = all[Math.floor(random() * all.length)];
    if (!seed) throw new Error('no models');
    const text = mutate(seed.text, random);
    let tried = await tryFile(`${server.url}/engine-rest`, seed.name, text, spentMs);
    counts[tried.outcome] += 1;
    // The machine may have been busy with something else: what is slow is asked once more.
    if (tried.wrong.length > 0 && tried.wrong.every((what) => what.includes(' took ')))
      tried = await tryFile(`${server.url}/engine-rest`, seed.name, text, spentMs);
    if (tried.wrong.length > 0) {
      findings += 1;
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(`${values.keep}/${values.seed}-${file}${extname(seed.name)}`, text);
      console.log(`file ${file} from ${seed.name}: ${tried.wrong.join('; ')}`);
    }
    // One that hangs or has died would be blamed for all that comes after.
    if (tried.wrong.some((what) => what.includes('no answer'))) {
      server.process.kill('SIGKILL');
      await server.stop();
      server = await start();
    }
    if (file % 500 === 0) console.error(`${file} files: ${JSON.stringify(counts)}, ${findings} findings`);
  }
} finally {
  await server.stop();
}
console.log(
  `seed ${values.seed}, ${values.files} files of ${all.length} models: ${JSON.stringify(counts)}, ${findings} findings`,
);
process.exitCode = findings === 0 ? 0 : 1;
