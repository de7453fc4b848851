/**
 * The least a server could do for the same load: the same HTTP server, the same SQLite, one commit for many requests, and no
 * engine. It keeps three steps an instance in memory and writes one row a request. What it reaches is the ceiling that
 * the engine is measured against on the machine of the day.
 */
import { join } from 'node:path';
import Fastify from 'fastify';
import sqlite3 from 'sqlite3';

interface Step {
  id: string;
  instance: string;
  topicName: string;
}

const TOPICS = ['bench-prepare', 'bench-check', 'bench-record'];

const database = new sqlite3.Database(join(process.env['DATA_DIR'] ?? '.', 'ceiling.sqlite'));
const execute = (sql: string): Promise<void> =>
  new Promise((resolve, reject) => database.exec(sql, (error) => (error === null ? resolve() : reject(error))));
const insert = (rows: string): Promise<void> =>
  new Promise((resolve, reject) =>
    database.run(
      "insert into step (id, instance, topic, body) select value ->> 'id', value ->> 'instance', value ->> 'topic', value ->> 'body' from json_each(?)",
      rows,
      (error) => (error === null ? resolve() : reject(error)),
    ),
  );
await execute(
  'pragma journal_mode = wal; pragma synchronous = full; create table step (id text, instance text, topic text, body text)',
);

let nextId = 0;
let finished = 0;
const open = new Map<string, Step>();
const queue: Step[] = [];
let waiting: { deliver: () => void }[] = [];

let batch: unknown[] = [];
let collecting: Promise<void> | undefined;
let committing: Promise<void> = Promise.resolve();

/** Resolves when the row is on disk; rows that come while a commit runs share the next. */
function keep(row: unknown): Promise<void> {
  batch.push(row);
  collecting ??= committing
    .then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    .then(() => {
      const rows = JSON.stringify(batch);
      batch = [];
      collecting = undefined;
      committing = insert(rows);
      return committing;
    });
  return collecting;
}

function offer(instance: string, topicName: string): void {
  queue.push({ id: `step-${nextId++}`, instance, topicName });
  const waiters = waiting;
  waiting = [];
  for (const { deliver } of waiters) deliver();
}

const app = Fastify();
app.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
  payload.resume();
  payload.on('end', () => done(null, null));
});
app.get('/engine-rest/version', () => ({ version: 'ceiling' }));
app.get('/engine-rest/history/process-instance/count', () => ({ count: finished }));
app.post('/engine-rest/deployment/create', () => ({}));
app.post('/engine-rest/process-definition/key/three-steps/start', async (request) => {
  const instance = `instance-${nextId++}`;
  await keep({ id: instance, instance, topic: 'start', body: JSON.stringify(request.body) });
  offer(instance, 'bench-prepare');
  return { id: instance };
});
app.post<{ Body: { maxTasks: number; asyncResponseTimeout: number } }>(
  '/engine-rest/external-task/fetchAndLock',
  async ({ body }) => {
    if (queue.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, body.asyncResponseTimeout);
        waiting.push({
          deliver: () => {
            clearTimeout(timer);
            resolve();
          },
        });
      });
    }
    const taken = queue.splice(0, body.maxTasks);
    for (const step of taken) open.set(step.id, step);
    if (taken.length > 0) await keep({ id: taken[0]?.id, topic: 'lock', body: JSON.stringify(taken) });
    return taken;
  },
);
app.post<{ Params: { id: string } }>('/engine-rest/external-task/:id/complete', async (request, reply) => {
  const step = open.get(request.params.id);
  if (step === undefined) return reply.code(404).send({ type: 'RestException', message: 'no such task' });
  open.delete(step.id);
  await keep({ id: step.id, instance: step.instance, topic: step.topicName, body: JSON.stringify(request.body) });
  const next = TOPICS[TOPICS.indexOf(step.topicName) + 1];
  if (next === undefined) finished++;
  else offer(step.instance, next);
  return reply.code(204).send();
});
process.once('SIGTERM', () => void app.close().then(() => database.close()));
await app.listen({ host: process.env['HOST'] ?? '127.0.0.1', port: Number(process.env['PORT']) });
