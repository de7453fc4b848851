import type { EngineContext } from '../commands/engine-context.ts';
import { draw } from '../replay/draw.ts';
import type { Changed } from '../replay/known-definitions.ts';
import {
  type RecordedPeriod,
  readRecordedRows,
  recordedRoots,
  rootsByActivity,
} from '../store/history/recorded-family.ts';
import { compileModels } from './models.ts';
import { readDefinitions } from './read-definitions.ts';
import { getRecords } from './records.ts';
import { MOST_REMEMBERED, Remembered } from './remembered.ts';
import { type Question, Run, type RunParts } from './run.ts';
import { Threads } from './threads.ts';

/** How many finished runs are remembered: their paths stay in memory. */
const REMEMBERED = 5;
/** Petitions from whose record outcomes are drawn, beside one for each activity that was ever entered. */
const DONORS = 300;
const NO_CHANGE: Changed = { processes: new Map(), decisions: new Map() };
/** Most root instances of one run. */
const MOST = 100_000;

/** Somebody's run is under way. */
export class RunUnderWay extends Error {}
/** The period holds more than one run can take. */
export class PeriodTooLong extends Error {}

/** A question, and what is decided of the run that answers it. */
interface Asked extends Pick<RunParts, 'changed' | 'rootIds' | 'donorIds' | 'pace'> {
  question: Question;
}

/** The runs of this server, newest last; one at a time. */
export class Runs {
  readonly #engine: EngineContext;
  readonly #measure: () => number;
  readonly #threads = new Threads();
  readonly #remembered = new Remembered();
  #runs: Run[] = [];
  #lookingBack: Promise<Run | undefined> | undefined;
  /** One that met it for each activity: finding them takes a walk over all of history, so it is done when nobody waits. */
  #rare: Promise<readonly string[]> | undefined;

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
    const rootIds = await this.#roots(question);
    if (rootIds.length > MOST) throw new PeriodTooLong(String(MOST));
    const donorIds = question.models.length === 0 ? [] : await this.#donors(rootIds, question);
    const parts = await this.#prepare({ question, changed, rootIds, donorIds, pace: 'full' });
    await this.#endLookBack();
    // Asked last, so that nobody slips in while the database is read.
    if (this.#runs.some(({ state }) => state === 'running')) throw new RunUnderWay();
    const run = this.#begin(question, parts);
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
    const roots = await this.#roots({ from: 0, to: Number.MAX_SAFE_INTEGER });
    if (roots.length === 0) return undefined;
    // Most questions are about what was lately.
    const rootIds = roots.toReversed().slice(0, MOST_REMEMBERED);
    this.#remembered.retain(rootIds);
    void this.#walkForRare();
    const question = { from: 0, to: 0, models: [], seed: '' };
    const parts = await this.#prepare({ question, changed: NO_CHANGE, rootIds, donorIds: [], pace: 'calm' });
    if (this.#runs.some(({ state }) => state === 'running')) return undefined;
    return this.#begin(question, parts);
  }

  async #endLookBack(): Promise<void> {
    const run = await this.#lookingBack?.catch(() => undefined);
    this.#lookingBack = undefined;
    run?.finishEarly();
    await run?.over;
  }

  /** Root instances of a period, when all that was acknowledged stands in the tables. */
  async #roots(period: RecordedPeriod): Promise<string[]> {
    const { reader, unitOfWork } = this.#engine.store;
    await unitOfWork.caughtUp(HISTORY);
    return recordedRoots(reader, period);
  }

  /** What a run of this question works with. */
  async #prepare({ question, ...asked }: Asked): Promise<RunParts> {
    const { store, clock } = this.#engine;
    const { reader } = store;
    return {
      ...asked,
      threads: this.#threads,
      task: {
        definitions: await readDefinitions(reader),
        models: question.models,
        seed: question.seed,
        endsAt: clock.now(),
      },
      remembered: this.#remembered,
      read: (ids) =>
        getRecords(
          ids,
          (rootId) => this.#remembered.rowsOf(rootId),
          (missing) => readRecordedRows(reader, missing),
        ),
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
    const rare = await (this.#rare ?? this.#walkForRare());
    return [...new Set([...some, ...rare])].sort();
  }

  #walkForRare(): Promise<readonly string[]> {
    const walk = rootsByActivity(this.#engine.store.reader);
    this.#rare = walk;
    walk.catch(() => {
      if (this.#rare === walk) this.#rare = undefined;
    });
    return walk;
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
