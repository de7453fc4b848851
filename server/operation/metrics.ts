import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineContext } from '../commands/engine-context.ts';
import { readBacklog } from '../commands/lists.ts';
import type { Load } from './admission.ts';
import { measureRoutes } from './http-metrics.ts';

const EVENT_LOOP_RESOLUTION_MS = 20;
const NANOSECONDS = 1e9;

/**
 * Registers `GET /metrics` in the text format of Prometheus; `?name[]=…`, as often as wanted, asks for some alone. Call it before the routes
 * that are to be timed.
 */
export function metrics(app: FastifyInstance): Registry {
  const registry = new Registry();
  measureRoutes(app, registry);
  measureProcess(app, registry);
  app.get<{ Querystring: { 'name[]'?: string | string[] } }>(
    '/metrics',
    { logLevel: 'warn', schema: { hide: true } },
    async (request, reply) => {
      const names = [request.query['name[]'] ?? []].flat();
      const known = names.filter((name) => registry.getSingleMetric(name));
      const some = await Promise.all(known.map((name) => registry.getSingleMetricAsString(name)));
      const text = names.length === 0 ? await registry.metrics() : `${some.join('\n\n')}\n`;
      return reply.type(registry.contentType).send(text);
    },
  );
  return registry;
}

/** A value that is read when somebody asks for the metrics: it costs nothing in between. */
export function gauge(registry: Registry, name: string, help: string, read: () => number | Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

function counter(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

function measureProcess(app: FastifyInstance, registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  delay.enable();
  app.addHook('onClose', async () => {
    delay.disable();
  });
  gauge(registry, 'event_loop_lag_p99_seconds', 'Lag of the event loop since the last look', () => {
    const p99 = delay.percentile(99) / NANOSECONDS;
    delay.reset();
    return Math.max(0, p99 - EVENT_LOOP_RESOLUTION_MS / 1000);
  });
  gauge(registry, 'process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  gauge(registry, 'process_heap_used_bytes', 'JavaScript heap in use', () => process.memoryUsage().heapUsed);
  counter(registry, 'process_cpu_seconds_total', 'CPU time of the process', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}

/** What is under way at the door. */
export function measureLoad(registry: Registry, load: Load): void {
  gauge(
    registry,
    'http_requests_under_way',
    'Requests not answered yet, waiting polls among them',
    () => load.requests,
  );
  gauge(registry, 'http_request_body_bytes', 'Bytes of large request bodies under way', () => load.bodyBytes);
  counter(registry, 'http_requests_refused_total', 'Requests refused because the server was busy', () => load.refused);
}

/** What the engine in this process has to do, and how long its commits take. */
export function measureEngine(registry: Registry, engine: EngineContext): void {
  const { store, topics, clock } = engine;
  gauge(registry, 'engine_commit_queue', 'Commands that wait for their commit', () => store.unitOfWork.waiting);
  gauge(registry, 'engine_long_polls_waiting', 'Polls that wait for a task', () => topics.waiting);
  gauge(
    registry,
    'engine_external_tasks_in_memory',
    'External tasks in the windows of their topics',
    () => topics.size,
  );
  counter(registry, 'engine_lock_expiries_total', 'Locks that ran out with the task not done', () => topics.expired);
  gauge(registry, 'engine_families_in_memory', 'Families of instances in memory', () => store.families.size);
  gauge(registry, 'engine_families_weight', 'Nodes, rows and families in memory', () => store.families.weight);

  let reading: ReturnType<typeof readBacklog> | undefined;
  const backlog = () => {
    reading ??= readBacklog(store.reader, clock.now()).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  gauge(registry, 'engine_jobs_due', 'Jobs that are due and not executed', async () => (await backlog()).jobsDue);
  gauge(registry, 'engine_jobs_late_seconds', 'How long the job that is due longest has waited', async () => {
    return (await backlog()).latestMs / 1000;
  });
  gauge(registry, 'engine_incidents_open', 'Open incidents', async () => (await backlog()).incidents);

  const size = new Histogram({
    name: 'engine_commit_commands',
    help: 'Commands that shared a commit',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'engine_commit_duration_seconds',
    help: 'Time from the begin of a batch to its commit on disk',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const failed = new Counter({
    name: 'engine_commits_failed_total',
    help: 'Batches that could not be written',
    registers: [registry],
  });
  store.unitOfWork.onBatch(({ commands, durationMs, written }) => {
    size.observe(commands);
    seconds.observe(durationMs / 1000);
    if (!written) failed.inc();
  });
}
