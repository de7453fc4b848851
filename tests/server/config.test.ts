import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

const problemsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
};

describe('given an environment', () => {
  it('when the key of the register is no key, then that is said without telling it', () => {
    expect(() => readConfig({ REGISTER_KEY: 'c2VjcmV0' })).toThrow(/REGISTER_KEY: expected 32 bytes in base64/);
    expect(() => readConfig({ REGISTER_KEY: 'c2VjcmV0' })).not.toThrow(/c2VjcmV0/);
    const key = Buffer.alloc(32, 7);
    expect(readConfig({ REGISTER_KEY: key.toString('base64') }).registerKey).toEqual(key);
  });

  it('when nothing is set, then the server listens on this machine with everything on', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: './data',
      databaseUrl: null,
      engineUrl: null,
      processesDir: './processes',
      workers: true,
      jobExecutor: true,
      basicUser: false,
      batches: { jobsPerSeed: 100, invocationsPerJob: 1, jobPriority: 0, timeToLiveDays: null },
      limits: { steps: 50_000, instances: 100_000, scriptsMs: 2000 },
      scriptMs: 500,
      cleanupWindow: null,
      registerKey: null,
      sample: true,
      manualClock: false,
      clockStartMs: null,
      logLevel: 'warn',
      maxQueue: 5000,
      maxRequests: 10_000,
      maxBodyBytes: 256 * 1024 * 1024,
      drainMs: 10_000,
      engineOpen: false,
      houseToken: null,
      provider: null,
      publicUrl: null,
      sessions: { idleMs: 3_600_000, absoluteMs: 43_200_000 },
    });
  });

  it('when everything is set, then everything is taken', () => {
    const config = readConfig({
      HOST: '[::1]',
      PORT: '9090',
      DATA_DIR: '/srv/petitions',
      DATABASE_URL: 'postgres://office@localhost/office',
      ENGINE_URL: 'http://localhost:8081/engine-rest/',
      PROCESSES_DIR: '',
      WORKERS: 'off',
      JOB_EXECUTOR: 'off',
      BATCH_JOBS_PER_SEED: '7',
      INVOCATIONS_PER_BATCH_JOB: '3',
      BATCH_JOB_PRIORITY: '-5',
      BATCH_TIME_TO_LIVE: '30',
      HISTORY_CLEANUP_WINDOW: '22:30-06:00',
      SAMPLE: 'off',
      CLOCK: 'manual',
      CLOCK_START: '2025-01-01T00:00:00+08:00',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({ host: '::1', port: 9090, processesDir: null, workers: false, manualClock: true });
    expect(config.clockStartMs).toBe(Date.parse('2024-12-31T16:00:00Z'));
    expect(config.batches).toEqual({ jobsPerSeed: 7, invocationsPerJob: 3, jobPriority: -5, timeToLiveDays: 30 });
    expect(config.cleanupWindow).toEqual({ fromMinute: 1350, toMinute: 360 });
    expect(config.engineUrl).toBe('http://localhost:8081/engine-rest');
  });

  it('when several variables are wrong, then one error names them all', () => {
    const problems = problemsOf({
      PORT: 'http',
      WORKERS: 'yes',
      DATABASE_URL: 'mysql://x',
      CLOCK: 'cuckoo',
      CLOCK_START: 'noon',
      MAX_QUEUE: '0',
    });
    for (const name of [
      'PORT=http',
      'WORKERS=yes',
      'DATABASE_URL=mysql://x',
      'CLOCK=cuckoo',
      'CLOCK_START=noon',
      'MAX_QUEUE=0',
    ]) {
      expect(problems).toContain(name);
    }
  });

  it('when the port is beyond what exists, then it is refused', () => {
    expect(problemsOf({ PORT: '65536' })).toContain('PORT=65536');
  });

  it.each(['0.0.0.0', '192.0.2.7', '::', 'petitions.example'])(
    'when HOST is %s, then it says what is needed first',
    (host) => {
      expect(problemsOf({ HOST: host })).toMatch(
        new RegExp(`HOST=${host.replaceAll('.', '\\.')}: whoever listens beyond this machine needs TLS`),
      );
    },
  );
});
