import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { startWorkers, type Workers } from '../workers/main.ts';
import { buildApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { deployHere, deployThere, readProcessApplications } from './process-applications.ts';

/** How long requests under way may take when the server stops. */
const DRAIN_MS = 3_000;

/** Deploys every process application, to whichever engine is used. Answers how many there are. */
async function deployProcesses(app: FastifyInstance, config: Config): Promise<number> {
  if (config.processesDir === null) return 0;
  const applications = await readProcessApplications(config.processesDir);
  for (const application of applications) {
    if (app.engine) await deployHere(app.engine, application);
    else if (config.engineUrl !== null) await deployThere(config.engineUrl, application);
  }
  return applications.length;
}

function startWorkersOf(app: FastifyInstance, config: Config, origin: string): Workers | undefined {
  if (!config.workers) return undefined;
  const baseUrl = config.engineUrl ?? `${origin}/engine-rest`;
  return startWorkers({ baseUrl, apiUrl: `${origin}/api`, log: app.log });
}

/** Starts everything; answers how to stop it, in order. */
async function start(config: Config): Promise<() => Promise<void>> {
  const app = await buildApp(config);
  try {
    const applications = await deployProcesses(app, config);
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const workers = startWorkersOf(app, config, origin);
    say(origin, config, applications);
    return async () => {
      // Workers finish what they have while the server still answers; then it takes nothing new and closes.
      await workers?.stop();
      const closed = app.close();
      // A browser keeps connections open on which it never asked anything: they are not waited for.
      const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(cut);
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function say(origin: string, config: Config, applications: number): void {
  const lines = [
    `信访办理 Petitions        ${origin}/`,
    `流程建模 Modeler          ${origin}/modeler`,
    `引擎接口 Engine REST      ${config.engineUrl ?? `${origin}/engine-rest`}`,
    `接口文档 API description  ${origin}/docs`,
    `流程应用 Applications     ${applications}${config.processesDir === null ? '' : ` (${config.processesDir})`}`,
    `数据目录 Data             ${config.databaseUrl === null ? config.dataDir : 'PostgreSQL'}`,
    ...(config.workers ? [] : ['工作程序已关闭 Workers are off']),
    '按 Ctrl-C 停止。Ctrl-C stops.',
  ];
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}

/** Stops on the first SIGINT or SIGTERM; a second one ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    process.stdout.write('  正在停止…… Stopping…\n');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

try {
  stopOnSignal(await start(readConfig(process.env)));
} catch (error) {
  const reason = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`无法启动 Cannot start\n${reason}\n`);
  process.exit(1);
}
