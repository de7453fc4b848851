import { Type } from 'typebox';
import { Errors } from 'typebox/value';
import { readKeyText } from './casework/vault/master-key.ts';
import type { CleanupWindow } from './commands/cleanup-window.ts';
import type { BatchSettings, TurnLimits } from './commands/engine-context.ts';

const Switch = Type.Enum(['on', 'off']);
const Count = Type.String({ pattern: '^[1-9][0-9]{0,5}$' });
const LargeCount = Type.String({ pattern: '^[1-9][0-9]{0,8}$' });
const LogLevel = Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

/** The environment variables the server understands, all of them text; empty means absent except for PROCESSES_DIR. */
const Environment = Type.Object({
  HOST: Type.String(),
  PORT: Type.String({ pattern: '^[0-9]{1,5}$' }),
  DATA_DIR: Type.String({ minLength: 1 }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  ENGINE_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
  PROCESSES_DIR: Type.String(),
  WORKERS: Switch,
  JOB_EXECUTOR: Switch,
  OPERATION_USER: Type.Enum(['none', 'basic']),
  BATCH_JOBS_PER_SEED: Count,
  INVOCATIONS_PER_BATCH_JOB: Count,
  BATCH_TIME_TO_LIVE: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$' })),
  HISTORY_CLEANUP_WINDOW: Type.Optional(
    Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  ),
  BATCH_JOB_PRIORITY: Type.String({ pattern: '^-?[0-9]{1,9}$' }),
  SAMPLE: Switch,
  ENGINE_ACCESS: Type.Enum(['guarded', 'open']),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/?#@]+/?$' })),
  HOUSE_TOKEN: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_~+.-]{32,200}$' })),
  SESSION_IDLE_MINUTES: Count,
  SESSION_HOURS: Count,
  OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^(https://|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/])' })),
  OIDC_CLIENT_ID: Type.Optional(Type.String()),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String()),
  CLOCK: Type.Enum(['system', 'manual']),
  CLOCK_START: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})$' }),
  ),
  LOG_LEVEL: LogLevel,
  RUN_STEPS: LargeCount,
  RUN_INSTANCES: LargeCount,
  RUN_SCRIPTS_MS: LargeCount,
  SCRIPT_MS: Count,
  MAX_QUEUE: Count,
  MAX_REQUESTS: Count,
  MAX_BODIES_MB: Count,
  DRAIN_SECONDS: Count,
});

const DEFAULTS: Record<string, string> = {
  HOST: '127.0.0.1',
  PORT: '8080',
  DATA_DIR: './data',
  PROCESSES_DIR: './processes',
  WORKERS: 'on',
  JOB_EXECUTOR: 'on',
  OPERATION_USER: 'none',
  BATCH_JOBS_PER_SEED: '100',
  INVOCATIONS_PER_BATCH_JOB: '1',
  BATCH_JOB_PRIORITY: '0',
  SAMPLE: 'on',
  ENGINE_ACCESS: 'guarded',
  SESSION_IDLE_MINUTES: '60',
  SESSION_HOURS: '12',
  CLOCK: 'system',
  LOG_LEVEL: 'warn',
  RUN_STEPS: '50000',
  RUN_INSTANCES: '100000',
  RUN_SCRIPTS_MS: '2000',
  SCRIPT_MS: '500',
  MAX_QUEUE: '5000',
  MAX_REQUESTS: '10000',
  MAX_BODIES_MB: '256',
  DRAIN_SECONDS: '10',
};

/** What each variable accepts, for the one error that lists everything wrong. */
const ACCEPTED: Record<string, string> = {
  PORT: 'a port number from 0 to 65535',
  DATA_DIR: 'a directory',
  DATABASE_URL: 'a postgres://… address',
  ENGINE_URL: 'an http(s)://… address that ends in /engine-rest',
  WORKERS: 'on or off',
  JOB_EXECUTOR: 'on or off',
  OPERATION_USER: 'none or basic',
  BATCH_JOBS_PER_SEED: 'a whole number from 1 to 999999',
  INVOCATIONS_PER_BATCH_JOB: 'a whole number from 1 to 999999',
  BATCH_JOB_PRIORITY: 'a whole number',
  BATCH_TIME_TO_LIVE: 'a number of days',
  HISTORY_CLEANUP_WINDOW: 'two times of day in China, as 01:00-05:00',
  SAMPLE: 'on or off',
  ENGINE_ACCESS: 'guarded or open',
  PUBLIC_URL: 'the address by which browsers know the server, without a path',
  HOUSE_TOKEN: '32 to 200 letters, digits or . _ ~ + -',
  SESSION_IDLE_MINUTES: 'a whole number of minutes',
  SESSION_HOURS: 'a whole number of hours',
  OIDC_ISSUER: 'an https://… address (http:// on this machine alone)',
  CLOCK: 'system or manual',
  CLOCK_START: 'a moment, as 2025-01-01T00:00:00+08:00',
  LOG_LEVEL: LogLevel.enum.join(', '),
  RUN_STEPS: 'a whole number of steps, at least 1',
  RUN_INSTANCES: 'a whole number of instances, at least 1',
  RUN_SCRIPTS_MS: 'a whole number of milliseconds, at least 1',
  SCRIPT_MS: 'a whole number of milliseconds from 1 to 999999',
  MAX_QUEUE: 'a whole number of commands, at least 1',
  MAX_REQUESTS: 'a whole number of requests, at least 1',
  MAX_BODIES_MB: 'a whole number of megabytes, at least 1',
  DRAIN_SECONDS: 'a whole number of seconds, at least 1',
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** How this server is set up. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataDir: string;
  /** PostgreSQL address; null keeps engine data in SQLite below `dataDir`. */
  readonly databaseUrl: string | null;
  /** Base address, without trailing slash, of an engine of the Camunda 7 line to use instead of the one built in. */
  readonly engineUrl: string | null;
  /** Folder whose sub-folders are deployed at start; null deploys nothing. */
  readonly processesDir: string | null;
  readonly workers: boolean;
  readonly jobExecutor: boolean;
  /** Whether the name of a Basic `Authorization` header counts as the person who asks. */
  readonly basicUser: boolean;
  readonly batches: BatchSettings;
  readonly limits: TurnLimits;
  /** Processor time one script may take. */
  readonly scriptMs: number;
  /** When history is cleaned up by itself; null: only when somebody asks. */
  readonly cleanupWindow: CleanupWindow | null;
  /** 32 bytes under which the register's keys are kept; null: a development key beside the data. */
  readonly registerKey: Buffer | null;
  readonly sample: boolean;
  /** The engine's routes are open to whoever reaches the loopback interface. */
  readonly engineOpen: boolean;
  /** Address by which browsers know the server, without trailing slash; null: the loopback interface alone. */
  readonly publicUrl: string | null;
  /** Token of the house; null: drawn at each start. */
  readonly houseToken: string | null;
  readonly sessions: { readonly idleMs: number; readonly absoluteMs: number };
  /** Where people sign in by OpenID Connect. */
  readonly provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
  readonly manualClock: boolean;
  /** Where a manual clock stands that nobody moved yet, epoch milliseconds; null: at the machine's time. */
  readonly clockStartMs: number | null;
  readonly logLevel: (typeof LogLevel.enum)[number];
  /** Commands that may wait for their commit, requests under way, and bytes of large bodies: beyond them the answer is 503. */
  readonly maxQueue: number;
  readonly maxRequests: number;
  readonly maxBodyBytes: number;
  /** How long what is under way may take when the server stops. */
  readonly drainMs: number;
}

/** The environment is not one the server can start with; the message names every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the environment.
 * @throws ConfigError listing everything wrong at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given: Record<string, string> = { ...DEFAULTS };
  for (const name of Object.keys(Environment.properties)) {
    const value = environment[name]?.trim();
    if (value !== undefined && (value !== '' || name === 'PROCESSES_DIR')) given[name] = value;
  }
  const problems = [...new Set(Errors(Environment, given).map((error) => error.instancePath.slice(1)))].map(
    (name) => `${name}=${given[name] ?? ''}: expected ${ACCEPTED[name] ?? 'another value'}`,
  );
  const port = Number(given['PORT']);
  if (port > 65535) problems.push(`PORT=${port}: expected ${ACCEPTED['PORT']}`);
  const keyText = environment['REGISTER_KEY']?.trim() ?? '';
  const registerKey = keyText === '' ? null : readKeyText(keyText);
  // Its value is told nobody, not even when it is wrong.
  if (keyText !== '' && !registerKey)
    problems.push('REGISTER_KEY: expected 32 bytes in base64, as `openssl rand -base64 32` prints');
  const host = given['HOST'] ?? '';
  problems.push(...exposureProblems(given, host));
  if (problems.length > 0) throw new ConfigError(`Cannot start with this environment:\n  ${problems.join('\n  ')}`);
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    dataDir: given['DATA_DIR'] ?? '',
    databaseUrl: given['DATABASE_URL'] ?? null,
    engineUrl: given['ENGINE_URL']?.replace(/\/+$/, '') ?? null,
    processesDir: given['PROCESSES_DIR'] || null,
    workers: given['WORKERS'] === 'on',
    jobExecutor: given['JOB_EXECUTOR'] === 'on',
    basicUser: given['OPERATION_USER'] === 'basic',
    batches: {
      jobsPerSeed: Number(given['BATCH_JOBS_PER_SEED']),
      invocationsPerJob: Number(given['INVOCATIONS_PER_BATCH_JOB']),
      jobPriority: Number(given['BATCH_JOB_PRIORITY']),
      timeToLiveDays: given['BATCH_TIME_TO_LIVE'] === undefined ? null : Number(given['BATCH_TIME_TO_LIVE']),
    },
    limits: {
      steps: Number(given['RUN_STEPS']),
      instances: Number(given['RUN_INSTANCES']),
      scriptsMs: Number(given['RUN_SCRIPTS_MS']),
    },
    scriptMs: Number(given['SCRIPT_MS']),
    cleanupWindow: windowOf(given['HISTORY_CLEANUP_WINDOW']),
    registerKey,
    sample: given['SAMPLE'] === 'on',
    engineOpen: given['ENGINE_ACCESS'] === 'open',
    publicUrl: given['PUBLIC_URL']?.replace(/\/$/, '') ?? null,
    houseToken: given['HOUSE_TOKEN'] ?? null,
    sessions: {
      idleMs: Number(given['SESSION_IDLE_MINUTES']) * 60_000,
      absoluteMs: Number(given['SESSION_HOURS']) * 3_600_000,
    },
    provider: providerOf(given),
    manualClock: given['CLOCK'] === 'manual',
    clockStartMs: given['CLOCK_START'] === undefined ? null : Date.parse(given['CLOCK_START']),
    logLevel: LogLevel.enum.find((level) => level === given['LOG_LEVEL']) ?? 'warn',
    maxQueue: Number(given['MAX_QUEUE']),
    maxRequests: Number(given['MAX_REQUESTS']),
    maxBodyBytes: Number(given['MAX_BODIES_MB']) * 1024 * 1024,
    drainMs: Number(given['DRAIN_SECONDS']) * 1000,
  };
}

/** What must not be together: passwords that are printed, an open engine or cookies without TLS, and people from outside this machine. */
function exposureProblems(given: Readonly<Record<string, string>>, host: string): string[] {
  const publicUrl = given['PUBLIC_URL'];
  const problems: string[] = [];
  if (!LOOPBACK.has(host) && !publicUrl?.startsWith('https://')) {
    problems.push(
      `HOST=${host}: whoever listens beyond this machine needs TLS before it: set PUBLIC_URL=https://…; ` +
        '对外监听须设置 https 的 PUBLIC_URL。expected 127.0.0.1, localhost or ::1 without it',
    );
  }
  if (publicUrl !== undefined && given['SAMPLE'] === 'on') {
    problems.push(
      'SAMPLE=on: the passwords of the sample office are printed in the README; with PUBLIC_URL set SAMPLE=off',
    );
  }
  if (publicUrl !== undefined && given['ENGINE_ACCESS'] === 'open') {
    problems.push('ENGINE_ACCESS=open: only without PUBLIC_URL, as a proxy before the server makes everybody local');
  }
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].filter((name) => given[name] !== undefined);
  if (oidc.length % 3 !== 0)
    problems.push(`${oidc.join(', ')}: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together`);
  return problems;
}

function providerOf(given: Readonly<Record<string, string>>): Config['provider'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret };
}

/** `22:00-06:00` as minutes after midnight. */
function windowOf(text: string | undefined): CleanupWindow | null {
  if (text === undefined) return null;
  const [fromMinute = 0, toMinute = 0] = text.split('-').map((time) => {
    const [hours, minutes] = time.split(':');
    return Number(hours) * 60 + Number(minutes);
  });
  return { fromMinute, toMinute };
}
