import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { startWorkers, type Workers } from '../workers/start-workers.ts';
import { buildApp } from './app.ts';
import { RegisterKeyError } from './casework/vault/master-key.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { SAMPLE_PASSWORD } from './identity/sample-accounts.ts';
import { stopInOrder } from './operation/life.ts';
import { deployHere, deployThere, readProcessApplications } from './process-applications.ts';

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
  return startWorkers({
    baseUrl,
    apiUrl: `${origin}/api`,
    token: app.house.token,
    // Another engine has nothing to do with who is let in here.
    engineToken: config.engineUrl === null ? app.house.token : null,
    log: app.log,
  });
}

/** Starts everything; answers how to stop it, in order. `mustStop` is called when it cannot go on. */
async function start(config: Config, mustStop: () => void): Promise<() => Promise<void>> {
  const app = await buildApp(config, { onLockLost: mustStop });
  const { life } = app;
  try {
    const applications = await deployProcesses(app, config);
    life.deployed = true;
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    const workers = startWorkersOf(app, config, origin);
    life.workersPoll = () => workers?.canPoll() ?? true;
    say(app, origin, config, applications);
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      // Nobody knows what state is left in memory; everything acknowledged is on disk. Node's own report would quote messages.
      process.on(event, (error: unknown) => {
        app.log.fatal({ err: error }, 'unexpected error: the process ends');
        process.exit(1);
      });
    }
    return () =>
      stopInOrder(app, life, {
        drainMs: config.drainMs,
        stopWorkers: async () => workers?.stop(),
        giveUp: () => process.exit(1),
      });
  } catch (error) {
    await app.close();
    throw error;
  }
}

function say({ house }: FastifyInstance, origin: string, config: Config, applications: number): void {
  const { firstAdministrator: first } = house;
  const lines = [
    `信访办理 Petitions        ${origin}/`,
    `流程建模 Modeler          ${origin}/modeler`,
    `引擎接口 Engine REST      ${config.engineUrl ?? `${origin}/engine-rest`}`,
    `接口文档 API description  ${origin}/docs`,
    `流程应用 Applications     ${applications}${config.processesDir === null ? '' : ` (${config.processesDir})`}`,
    `数据目录 Data             ${config.databaseUrl === null ? config.dataDir : 'PostgreSQL'}`,
    ...(config.registerKey
      ? []
      : ['个人信息密钥：开发密钥，仅供试用！REGISTER_KEY is not set: development key, not for real data!']),
    ...(config.sample
      ? [`样例账号 Sample accounts    admin, office, community, …  口令 password: ${SAMPLE_PASSWORD}`]
      : []),
    ...(first ? [`首个管理员 Administrator   ${first.account}  一次性口令 one-time password: ${first.password}`] : []),
    ...(config.engineOpen ? ['引擎接口未设防，仅限本机 The engine is open to this machine (ENGINE_ACCESS=open)'] : []),
    ...(config.workers ? [] : ['工作程序已关闭 Workers are off']),
    '按 Ctrl-C 停止。Ctrl-C stops.',
  ];
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}

let stop: (() => Promise<void>) | undefined;
let stopping = false;

/** Stops in order, then ends the process with `code`. Asked a second time by a person, it ends at once. */
function end(code: number): void {
  if (stopping || !stop) process.exit(130);
  stopping = true;
  process.stdout.write('  正在停止…… Stopping…\n');
  stop().then(
    () => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
}

try {
  stop = await start(readConfig(process.env), () => {
    process.stderr.write('  数据库连接已失，停止服务。The database belongs to another server or is gone: stopping.\n');
    if (!stopping) end(1);
  });
  process.on('SIGINT', () => end(0));
  process.on('SIGTERM', () => end(0));
} catch (error) {
  const reason =
    error instanceof ConfigError || error instanceof RegisterKeyError
      ? error.message
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`无法启动 Cannot start\n${reason}\n`);
  process.exit(1);
}
