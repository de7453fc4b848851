/**
 * Speed over HTTP of this engine, of Operaton on PostgreSQL, and of the least a server could do for the same load. Each server
 * runs in a process of its own and has its turn in every round; this process is the load. See README.md.
 */
import { parseArgs } from 'node:util';
import { type ServerProcess, startBuiltServer, startServerProcess } from '../built-server.ts';
import { deployThreeSteps, type LoadOptions, type LoadResult, runThreeSteps } from './load.ts';
import { deployPetitionHandling, runPetitionHandling } from './petition-load.ts';
import { chart } from './plot.ts';
import { startReference } from './reference-server.ts';
import { type Measured, machine, medianOf, printed, writeResults } from './report.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '3' },
    starters: { type: 'string', default: '32' },
    workers: { type: 'string', default: '8' },
    'max-tasks': { type: 'string', default: '16' },
    flow: { type: 'string', multiple: true, default: ['three-steps', 'petition-handling'] },
    'no-reference': { type: 'boolean', default: false },
    profile: { type: 'string' },
    note: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const OWN = 'this engine, SQLite';
const REFERENCE = 'Operaton 1.0.3, PostgreSQL';
const CEILING = 'ceiling: no engine, SQLite';
const load: LoadOptions = {
  instances: 1,
  starters: Number(values.starters),
  workers: Number(values.workers),
  maxTasks: Number(values['max-tasks']),
};

interface Flow {
  name: string;
  /** The ceiling knows only the three steps. */
  servers: readonly string[];
  /** A server is warmed up by so many at a time: its compilers have seen the load when it counts. */
  warmUp: number;
  deploy(baseUrl: string): Promise<void>;
  run(baseUrl: string, options: LoadOptions): Promise<LoadResult>;
}

const FLOWS: readonly Flow[] = [
  {
    name: 'three-steps',
    servers: [OWN, REFERENCE, CEILING],
    warmUp: 200,
    deploy: deployThreeSteps,
    run: runThreeSteps,
  },
  {
    name: 'petition-handling',
    servers: [OWN, REFERENCE],
    warmUp: 40,
    deploy: deployPetitionHandling,
    run: runPetitionHandling,
  },
];

const servers = new Map<string, ServerProcess>();

async function startServers(): Promise<void> {
  const profiling = ['--cpu-prof', `--cpu-prof-dir=${values.profile}`, '--cpu-prof-interval=500'];
  servers.set(OWN, await startBuiltServer({}, values.profile === undefined ? [] : profiling));
  servers.set(CEILING, await startServerProcess(['--import', 'tsx', 'tests/bench/ceiling-server.ts']));
  const reference = values['no-reference'] ? 'left out' : await startReference();
  if (typeof reference === 'string') console.error(`without Operaton: ${reference}`);
  else servers.set(REFERENCE, reference);
}

/** Instances per second after as much time as a round takes: whoever runs for months is not cold. */
async function warmedUp(flow: Flow, url: string): Promise<number> {
  const endMs = performance.now() + Number(values.seconds) * 1_000;
  let instances = flow.warmUp;
  for (;;) {
    const { instancesPerSecond } = await flow.run(url, { ...load, instances });
    if (performance.now() > endMs) return instancesPerSecond;
    // Long enough that the last of them tells the speed.
    instances = Math.max(flow.warmUp, Math.ceil(instancesPerSecond * 2));
  }
}

/** Rounds in which each server has its turn, each for about as long. */
async function measure(flow: Flow): Promise<Measured[]> {
  const turns: { name: string; url: string; instances: number; results: LoadResult[] }[] = [];
  for (const name of flow.servers) {
    const server = servers.get(name);
    if (!server) continue;
    const url = `${server.url}/engine-rest`;
    await flow.deploy(url);
    const instances = Math.ceil((await warmedUp(flow, url)) * Number(values.seconds));
    turns.push({ name, url, instances: Math.max(flow.warmUp, instances), results: [] });
  }
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const { name, url, instances, results } of turns) {
      const result = await flow.run(url, { ...load, instances });
      results.push(result);
      console.error(`${flow.name}, round ${round}: ${name} ${result.instancesPerSecond.toFixed(0)} instances/s`);
    }
  }
  return turns.map(({ name, instances, results }) => ({ flow: flow.name, name, instances, result: medianOf(results) }));
}

const stopServers = async (): Promise<void> => {
  for (const server of servers.values()) await server.stop();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopServers().then(() => process.exit(130)));

const measured: Measured[] = [];
try {
  await startServers();
  for (const flow of FLOWS) if (values.flow.includes(flow.name)) measured.push(...(await measure(flow)));
} finally {
  await stopServers();
}

console.log(`\n${machine()}\n${printed(measured)}`);
const speedOf = (name: string): number | undefined =>
  measured.find((one) => one.flow === 'three-steps' && one.name === name)?.result.instancesPerSecond;
const [own, reference, ceiling] = [speedOf(OWN), speedOf(REFERENCE), speedOf(CEILING)];
if (own && reference) console.log(`three steps: ${(own / reference).toFixed(1)} times Operaton`);
if (own && ceiling) console.log(`three steps: ${((own * 100) / ceiling).toFixed(0)} % of the ceiling`);
for (const { name, result } of measured) for (const error of result.errors.first) console.error(`${name}: ${error}`);
if (values.write) await writeResults(measured, load, values.note, chart);
process.exitCode = measured.some(({ name, result }) => name === OWN && result.errors.count > 0) ? 1 : 0;
