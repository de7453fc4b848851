import type { EngineContext } from '../commands/engine-context.ts';
import { draw } from '../replay/draw.ts';
import type { Changed } from '../replay/known-definitions.ts';
import {
  lastRecorded,
  readRecordedRows,
  recordedRoots,
  recordedSpan,
  rootsByActivity,
} from '../store/history/recorded-family.ts';
import { compileModels } from './models.ts';
import { readDefinitions } from './read-definitions.ts';
import { Remembered } from './remembered.ts';
import { type Question, Run, type RunParts } from './run.ts';
import { Threads } from './threads.ts';

/** How many finished runs are remembered: their paths stay in memory. */
const REMEMBERED = 5;
/** Petitions from whose record outcomes are drawn, beside one for each activity that was ever entered. */
const DONORS = 300;
/** How far back it is looked before anybody asks: as far as the page asks by itself. */
const LOOK_BACK_MS = 183 * 86_400_000;
const NO_CHANGE: Changed = { processes: new Map(), decisions: new Map() };
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
  #lookingBack: Promise<Run | undefined> | undefined;

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
    const donorIds = (rootIds: readonly string[]) =>
      question.models.length === 0 ? [] : this.#donors(rootIds, question);
    const parts = await this.#prepare(question, changed, donorIds);
    await this.#endLookBack();
    // Asked last, so that nobody slips in while the database is read.
    if (this.#runs.some(({ state }) => state === 'running')) throw new RunUnderWay();
    const run = this.#begin(question, { ...parts, pace: 'full' });
    this.#runs = [...this.#runs, run].slice(-REMEMBERED);
    return run;
  }

  /**
   * Replays the past by the unchanged flow before anybody asks, calmly, so that the first question about a change need not wait for it.
   * Asked again it goes on; a question ends it, and what it has found is remembered.
   * @returns how far it has come
   */
  async lookBack(): Promise<{ done: number; total: number }> {
    this.#lookingBack ??= this.#startLookBack();
    const starting = this.#lookingBack;
    let run: Run | undefined;
    try {
      run = await starting;
    } finally {
      if (run?.state !== 'running' && this.#lookingBack === starting) this.#lookingBack = undefined;
    }
    return { done: run?.done ?? 0, total: run?.total ?? 0 };
  }

  async #startLookBack(): Promise<Run | undefined> {
    const span = await recordedSpan(this.#engine.store.reader);
    if (!span) return undefined;
    const question = { from: span.to - LOOK_BACK_MS, to: span.to + 1, models: [], seed: '' };
    const parts = await this.#prepare(question, NO_CHANGE, () => []).catch((error) => {
      // More than can be asked about at once: whoever asks is told.
      if (error instanceof PeriodTooLong) return undefined;
      throw error;
    });
    if (!parts) return undefined;
    if (this.#runs.some(({ state }) => state === 'running')) return undefined;
    return this.#begin(question, { ...parts, pace: 'calm' });
  }

  async #endLookBack(): Promise<void> {
    const run = await this.#lookingBack?.catch(() => undefined);
    this.#lookingBack = undefined;
    run?.finishEarly();
    await run?.over;
  }

  /** Reads what a run of this question works with. */
  async #prepare(
    question: Question,
    changed: Changed,
    donorsOf: (rootIds: readonly string[]) => readonly string[] | Promise<readonly string[]>,
  ): Promise<Omit<RunParts, 'pace'>> {
    const { store, clock } = this.#engine;
    const { reader } = store;
    await store.unitOfWork.caughtUp(HISTORY);
    const rootIds = await recordedRoots(reader, question);
    if (rootIds.length > MOST) throw new PeriodTooLong(String(MOST));
    const { models, seed } = question;
    return {
      threads: this.#threads,
      rootIds,
      donorIds: await donorsOf(rootIds),
      task: {
        definitions: await readDefinitions(reader),
        models,
        seed,
        // A clock that is moved by hand may stand before what it once recorded.
        endsAt: Math.max(clock.now(), await lastRecorded(reader)),
      },
      remembered: this.#remembered,
      changed,
      read: (ids) => readRecordedRows(reader, ids),
      now: this.#measure,
    };
  }

  #begin(question: Question, parts: RunParts): Run {
    this.#remembered.begin(parts.task.definitions.definitions.map(({ id }) => id));
    return new Run(this.#engine.newId(), question, parts);
  }

  stop(): void {
    for (const run of this.#runs) run.cancel();
    this.#lookingBack?.then(
      (run) => run?.cancel(),
      () => {},
    );
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
