import type { EngineContext } from '../commands/engine-context.ts';
import { draw } from '../replay/draw.ts';
import { lastRecorded, readRecordedRows, recordedRoots, rootsByActivity } from '../store/history/recorded-family.ts';
import { compileModels } from './models.ts';
import { readDefinitions } from './read-definitions.ts';
import { Remembered } from './remembered.ts';
import { type Question, Run } from './run.ts';
import { Threads } from './threads.ts';

/** How many finished runs are remembered: their paths stay in memory. */
const REMEMBERED = 5;
/** Petitions from whose record outcomes are drawn, beside one for each activity that was ever entered. */
const DONORS = 300;
/** Most root instances of one run. */
const MOST = 100_000;

/** Somebody's run is under way. */
export class RunUnderWay extends Error {}
/** The period holds more than one run can take. */
export class PeriodTooLong extends Error {}

/** The runs of this server, newest last; one at a time. */
export class Runs {
  readonly #engine: EngineContext;
  readonly #measure: () => number;
  readonly #threads = new Threads();
  readonly #remembered = new Remembered();
  #runs: Run[] = [];

  /** @param measure milliseconds of a clock that only measures */
  constructor(engine: EngineContext, measure: () => number) {
    this.#engine = engine;
    this.#measure = measure;
  }

  all(): readonly Run[] {
    return this.#runs;
  }

  find(id: string): Run | undefined {
    return this.#runs.find((run) => run.id === id);
  }

  /** Starts a run. @throws ModelRefused, RunUnderWay, PeriodTooLong */
  async start(question: Question): Promise<Run> {
    const changed = await compileModels(question.models);
    const { store, clock, newId } = this.#engine;
    const { reader } = store;
    await store.unitOfWork.caughtUp(HISTORY);
    const rootIds = await recordedRoots(reader, question);
    if (rootIds.length > MOST) throw new PeriodTooLong(String(MOST));
    const donorIds = question.models.length === 0 ? [] : await this.#donors(rootIds, question);
    const definitions = await readDefinitions(reader);
    // A clock that is moved by hand may stand before what it once recorded.
    const endsAt = Math.max(clock.now(), await lastRecorded(reader));
    // Asked last, so that nobody slips in while the database is read.
    if (this.#runs.some(({ state }) => state === 'running')) throw new RunUnderWay();
    const { models, seed } = question;
    this.#remembered.begin(definitions.definitions.map(({ id }) => id));
    const run = new Run(newId(), question, {
      threads: this.#threads,
      rootIds,
      donorIds,
      task: { definitions, models, seed, endsAt },
      remembered: this.#remembered,
      changed,
      read: (ids) => readRecordedRows(reader, ids),
      now: this.#measure,
    });
    this.#runs = [...this.#runs, run].slice(-REMEMBERED);
    return run;
  }

  stop(): void {
    for (const run of this.#runs) run.cancel();
    this.#threads.close();
  }

  /** Some of the period, chosen by the seed, and one for each activity, that rare steps have somebody too. */
  async #donors(rootIds: readonly string[], question: Question): Promise<string[]> {
    const rank = new Map(rootIds.map((id) => [id, draw(question.seed, 'donor', id)]));
    const some = rootIds.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).slice(0, DONORS);
    const rare = await rootsByActivity(this.#engine.store.reader, question);
    return [...new Set([...some, ...rare])].sort();
  }
}

/** The tables that a replay reads. */
const HISTORY = [
  'history_process_instance',
  'history_activity_instance',
  'history_external_task_log',
  'history_task',
  'history_job_log',
  'history_detail',
  'history_large_value',
];
