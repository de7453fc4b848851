import { pino } from 'pino';
import { startWorkers } from './start-workers.ts';
import { TOPICS } from './topics.ts';

const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
const baseUrl = process.env['ENGINE_URL'] ?? 'http://127.0.0.1:8080/engine-rest';
const apiUrl = process.env['API_URL'] ?? 'http://127.0.0.1:8080/api';
const token = process.env['SERVICE_TOKEN'] ?? null;
const workers = startWorkers({ baseUrl, apiUrl, token, engineToken: process.env['ENGINE_TOKEN'] ?? token, log });
log.info({ baseUrl, apiUrl, topics: TOPICS.length }, 'workers are waiting for tasks');
const end = (): void => {
  workers.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
