import { mkdirSync } from 'node:fs';
import Fastify, { type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import { casework } from './casework/casework.ts';
import { openCaseworkDatabase } from './casework/database.ts';
import { httpEngine, injectedEngine } from './casework/engine-client.ts';
import { createMatterSource, secretKeyOf } from './casework/matter-source.ts';
import { type Clock, createManualClock, isManualClock, systemClock } from './clock.ts';
import type { EngineContext } from './commands/engine-context.ts';
import { executeJob } from './commands/execute-job.ts';
import { askForCleanup } from './commands/history-cleanup.ts';
import { openEngine } from './commands/open-engine.ts';
import type { Config } from './config.ts';
import { engineProxy } from './engine-proxy.ts';
import { guardHost } from './host-guard.ts';
import { houseToken } from './identity/house-token.ts';
import { type Identity, identity } from './identity/identity.ts';
import { actingFor } from './identity/viewer.ts';
import { createIds, type NewId } from './ids.ts';
import { JobExecutor } from './job-executor/executor.ts';
import { admitRequests } from './operation/admission.ts';
import { health } from './operation/health.ts';
import { type Life, newLife } from './operation/life.ts';
import { logOptions } from './operation/log-options.ts';
import { gauge, measureEngine, measureLoad, metrics } from './operation/metrics.ts';
import { readinessChecks } from './operation/readiness-checks.ts';
import { type PagesOptions, pages, sendUnknownPage } from './pages.ts';
import { engineRest, withoutEngineName } from './rest/engine-rest.ts';
import { describeRoutes } from './rest/open-api.ts';
import { basicName } from './rest/user-of.ts';
import { openSandbox } from './sandbox/open-sandbox.ts';
import type { DueJobs } from './store/due-jobs.ts';
import { testClock } from './test-clock.ts';
import { whatIf } from './what-if/what-if.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The engine in this process; null when another one is used. */
    engine: EngineContext | null;
    /** How the house shows itself to itself, and who may begin. */
    house: Identity;
    /** Where the server stands between its start and its end; whoever listens, deploys and stops keeps it up to date. */
    life: Life;
  }
}

/** What tests hand in instead of the real thing. */
export interface AppParts {
  clock?: Clock;
  /** For sessions and locks, which do not follow a clock that is moved by hand. */
  realClock?: Clock;
  ids?: NewId;
  /** Folder of the built pages. */
  pagesDirectory?: string;
  /** Where log lines go instead of the standard output. */
  logTo?: { write(line: string): void };
  /** Called when the database belongs to another server from now on: this one must end. */
  onLockLost?(error: Error): void;
}

/** Longest part of a path, in characters: ids of 64, variable names of 255, all percent-encoded. */
const MAX_PARAM_LENGTH = 3 * 255;

/** Builds the server: everything that is registered, top to bottom. It neither listens nor deploys yet. */
export async function buildApp(config: Config, parts: AppParts = {}): Promise<FastifyInstance> {
  mkdirSync(config.dataDir, { recursive: true });
  const clock =
    parts.clock ?? (config.manualClock ? createManualClock(config.clockStartMs ?? systemClock.now()) : systemClock);
  const app = Fastify({
    logger: config.logLevel !== 'silent' && {
      ...logOptions,
      level: config.logLevel,
      ...(parts.logTo && { stream: parts.logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    rewriteUrl: (request) => withoutEngineName(request.url ?? '/'),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  try {
    await register(app, config, clock, parts);
    await app.ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function register(app: FastifyInstance, config: Config, clock: Clock, parts: AppParts): Promise<void> {
  const life = newLife();
  app.decorate('life', life);
  guardHost(app, config.publicUrl);
  const load = admitRequests(app, {
    ...config,
    waitingCommits: () => app.engine?.store.unitOfWork.waiting ?? 0,
    isStopping: () => life.stopping,
  });
  life.requestsUnderWay = () => load.requests;

  const register = await openCaseworkDatabase({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    masterKey: config.registerKey,
    warn: (message) => app.log.warn(message),
  });
  app.addHook('onClose', async () => register.close());
  const token = houseToken(config.dataDir, config.houseToken);
  const engineClient = config.engineUrl === null ? injectedEngine(app, token) : httpEngine(config.engineUrl);
  app.decorate(
    'house',
    await identity(
      app,
      { ...config, samples: config.sample, houseToken: token },
      {
        knex: register.knex,
        clock: parts.realClock ?? systemClock,
        key: secretKeyOf(register.knex),
        matters: createMatterSource(register.knex),
        async askEngine(path) {
          const { status, body } = await engineClient.request('GET', path);
          return status === 200 ? body : undefined;
        },
      },
    ),
  );

  const registry = metrics(app);
  measureLoad(registry, load);
  if (isManualClock(clock)) await app.register(testClock, { clock, dataDir: config.dataDir });
  const engine = config.engineUrl === null ? await openEmbeddedEngine(app, config, clock, parts) : null;
  app.decorate('engine', engine);
  if (engine) measureEngine(registry, engine);

  await describeRoutes(app);
  if (engine) {
    const basic = config.engineOpen && config.basicUser;
    await app.register(engineRest, {
      prefix: '/engine-rest',
      engine,
      userOf: (request) => actingFor(request) ?? (basic ? basicName(request) : request.viewer.id),
    });
  }
  if (config.engineUrl !== null) {
    await app.register(engineProxy, { prefix: '/engine-rest', engineUrl: config.engineUrl });
  }

  gauge(registry, 'register_outbox_waiting', 'Petitions whose process is not started yet', register.countUnsent);
  await app.register(health, {
    checks: readinessChecks({ life, engine, engineUrl: config.engineUrl, writeToRegister: register.assertWritable }),
  });
  await app.register(casework, {
    prefix: '/api',
    knex: register.knex,
    engine: engineClient,
    clock,
    sample: config.sample,
    accounts: app.house.accounts,
    log: app.log,
  });

  await app.register(whatIf, {
    prefix: '/api/what-if',
    engine,
    measure: () => performance.now(),
    log: app.log,
  });

  const built: FastifyPluginAsync<PagesOptions> = pages;
  await app.register(built, parts.pagesDirectory === undefined ? {} : { directory: parts.pagesDirectory });
  app.setNotFoundHandler(async (_request, reply) => sendUnknownPage(reply));
}

/** Opens the engine in this process; it is closed with the app, when no request is under way any more. */
async function openEmbeddedEngine(
  app: FastifyInstance,
  config: Config,
  clock: Clock,
  { ids = createIds(), onLockLost }: AppParts,
): Promise<EngineContext> {
  const { engine, dueJobs, close } = await openEngine({
    ...(config.databaseUrl === null ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl }),
    clock,
    newId: ids,
    batches: config.batches,
    cleanupWindow: config.cleanupWindow,
    scripts: await openSandbox({ timeMs: config.scriptMs }),
    limits: config.limits,
    onLockLost(error) {
      app.log.fatal({ err: error }, 'the database belongs to another server now: this one stops');
      onLockLost?.(error);
    },
  });
  // Waiting polls are answered first, or closing would wait for them.
  app.addHook('preClose', async () => engine.topics.close());
  app.addHook('onClose', async () => close());
  if (config.jobExecutor) runJobs(app, engine, dueJobs);
  return engine;
}

/** Executes due jobs from the moment the server listens, when everything is deployed, until it closes. */
function runJobs(app: FastifyInstance, engine: EngineContext, jobs: DueJobs): void {
  const executor = new JobExecutor({
    jobs,
    clock: engine.clock,
    execute: (jobId, rootId) => executeJob(engine, jobId, rootId),
    onError: (error, jobId) => app.log.warn({ err: error, jobId }, 'a job failed'),
  });
  app.addHook('onListen', async () => {
    if (engine.cleanupWindow) await askForCleanup(engine, false);
    executor.start();
  });
  app.addHook('onClose', async () => executor.stop());
}
