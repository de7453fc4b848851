import { buildApp } from '../../../server/app.ts';
import { systemClock } from '../../../server/clock.ts';
import { deploy } from '../../../server/commands/deploy.ts';
import { startProcess } from '../../../server/commands/start-process.ts';
import { readConfig } from '../../../server/config.ts';
import { TIMER, WAITING } from './models.ts';

/** So many starts share a commit. */
const AT_ONCE = 500;

/**
 * Starts instances in a data folder through the engine and its store, without HTTP, on a clock that is `agoMs` behind: timers of an hour
 * are due at once then. Business keys go on from `from`.
 */
export async function fill(
  dataDir: string,
  key: 'scale-waiting' | 'scale-timer',
  { from, to, agoMs = 0 }: { from: number; to: number; agoMs?: number },
): Promise<void> {
  const quiet = { PROCESSES_DIR: '', SAMPLE: 'off', WORKERS: 'off', JOB_EXECUTOR: 'off', LOG_LEVEL: 'error' };
  const clock = { now: () => systemClock.now() - agoMs };
  const app = await buildApp(readConfig({ ...quiet, DATA_DIR: dataDir }), { clock });
  try {
    const { engine } = app;
    if (!engine) throw new Error('no engine in this process');
    const resources = Object.entries({ 'scale-waiting.bpmn': WAITING, 'scale-timer.bpmn': TIMER }).map(
      ([name, text]) => ({
        name,
        bytes: Buffer.from(text),
      }),
    );
    await deploy(engine, {
      name: 'scale',
      source: 'scale',
      resources,
      filterDuplicates: true,
      changedOnly: true,
      refuseLate: false,
    });
    const definition = engine.definitions.processes.find(key, { kind: 'latest' });
    if (!definition) throw new Error(`${key} is not deployed`);
    for (let first = from; first < to; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, to - first) }, (_, index) => first + index);
      await Promise.all(
        numbers.map((number) =>
          startProcess(engine, definition.id, {
            businessKey: `${key}-${number}`,
            variables: {
              number: { type: 'Integer', value: number },
              place: { type: 'String', value: `99010100${number % 1000}` },
            },
          }),
        ),
      );
      if (first % 50_000 === 0) console.error(`  ${new Date().toISOString().slice(11, 19)} ${key}: ${first} of ${to}`);
    }
  } finally {
    await app.close();
  }
}
