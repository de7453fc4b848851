/**
 * Speed of the engine over HTTP, beside the least a server could do for the same load and, with `--against`, beside any other
 * server of the Camunda 7 line. The server runs in a process of its own; this process is the load. See README.md.
 */
import { parseArgs } from 'node:util';
import { startBuiltServer, startServerProcess } from '../built-server.ts';
import { deployModel, type LoadOptions, runLoad } from './load.ts';
import { type Measured, machine, printed, writeToReadme } from './report.ts';

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '5000' },
    starters: { type: 'string', default: '32' },
    workers: { type: 'string', default: '8' },
    'max-tasks': { type: 'string', default: '16' },
    against: { type: 'string', multiple: true, default: [] },
    profile: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const options: LoadOptions = {
  instances: Number(values.instances),
  starters: Number(values.starters),
  workers: Number(values.workers),
  maxTasks: Number(values['max-tasks']),
};

/** Once to warm up, then measured. */
async function measure(name: string, url: string): Promise<Measured> {
  console.error(`${name}: ${options.instances} instances`);
  await deployModel(url);
  await runLoad(url, { ...options, instances: Math.ceil(options.instances / 5) });
  return { name, result: await runLoad(url, options) };
}

const measured: Measured[] = [];

const profiling =
  values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`, '--cpu-prof-interval=500'];
const own = await startBuiltServer({}, profiling);
try {
  measured.push(await measure('this engine, SQLite', `${own.url}/engine-rest`));
} finally {
  await own.stop();
}

const ceiling = await startServerProcess(['--import', 'tsx', 'tests/bench/ceiling-server.ts']);
try {
  measured.push(await measure('ceiling: no engine, SQLite', `${ceiling.url}/engine-rest`));
} finally {
  await ceiling.stop();
}

for (const named of values.against) {
  const [name = named, url = named] = named.split('=');
  measured.push(await measure(name, url.replace(/\/$/, '')));
}

console.log(`\n${machine()}\n${printed(measured)}`);
const [engine, least] = measured;
if (engine !== undefined && least !== undefined) {
  const share = (engine.result.instancesPerSecond * 100) / least.result.instancesPerSecond;
  console.log(`the engine reaches ${share.toFixed(0)} % of the ceiling`);
}
for (const { name, result } of measured) for (const error of result.errors.first) console.error(`${name}: ${error}`);
if (values.write) await writeToReadme(new URL('../../README.md', import.meta.url), measured, options);
process.exitCode = measured.some(({ result }) => result.errors.count > 0) ? 1 : 0;
