import { setTimeout } from 'node:timers/promises';
import type { Changed } from '../replay/known-definitions.ts';
import { SameAnswers } from './askings.ts';
import { ASSUMPTIONS, type Assumption } from './assumptions.ts';
import type { Exclusion } from './exclusion.ts';
import type { Model } from './models.ts';
import type { Records } from './records.ts';
import { type Remembered, untouched } from './remembered.ts';
import type { ComparedFar, KnownWays, ThreadAnswer, ThreadTask } from './replay-thread.ts';
import { type Summary, summarise } from './summary.ts';
import type { Thread, Threads } from './threads.ts';
import { isTouched } from './uses.ts';

/** What is asked: which past, which changed models. Times are epoch milliseconds. */
export interface Question {
  from: number;
  /** Not included. */
  to: number;
  models: readonly Model[];
  seed: string;
}

/** What a run has to work with. */
export interface RunParts {
  threads: Threads;
  /** Root instances to replay. */
  rootIds: readonly string[];
  /** Root instances from whose record outcomes are drawn. */
  donorIds: readonly string[];
  task: ThreadTask;
  /** What earlier runs found of petitions that are over. */
  remembered: Remembered;
  changed: Changed;
  /** `calm`: one thread, and it rests as long as it works; what it reads is kept for the runs to come. */
  pace: 'full' | 'calm';
  read(rootIds: readonly string[]): Promise<Records>;
  /** Milliseconds of a clock that only measures. */
  now(): number;
}

/** What a run found. */
export interface Findings {
  /** How many petitions the unchanged flow reproduces: path by path. Of those, how many an earlier run had replayed. */
  trust: { petitions: number; reproduced: number; remembered: number };
  /** How many cannot be replayed, by reason: they are in no figure. */
  excluded: Record<Exclusion, number>;
  before: Summary;
  after: Summary;
  /** How many take another path, and how many the same at other times. */
  otherPath: number;
  otherTimes: number;
  /** How many outcomes had to be drawn, and how many petitions could not be followed to their end. */
  drawn: number;
  problems: number;
  assumptions: readonly Assumption[];
}

/** Root instances handed to a thread at one time: more are so much text that it outlives the nursery, fewer are too many questions. */
const PORTION = 12;
/** One by one when they are kept, so that each is closed up by itself. */
const CALM_PORTION = 1;

/** One run: threads that replay, how far they have come, what they found. */
export class Run {
  readonly id: string;
  readonly question: Question;
  readonly total: number;
  state: 'running' | 'done' | 'cancelled' | 'failed' = 'running';
  /** Why it failed. */
  reason: string | null = null;
  findings: Findings | null = null;
  done = 0;
  tookMs = 0;
  /** Kept when it runs no more, however it ended. */
  readonly over: Promise<void>;
  readonly #parts: RunParts;
  readonly #atWork = new Set<Thread>();
  readonly #compared = new Map<string, ComparedFar>();
  readonly #startedMs: number;
  /** What is to be replayed, in the order of the start. */
  readonly #rootIds: string[] = [];
  #next = 0;
  readonly #sameAnswers: SameAnswers;
  readonly #donors = new Map<number, Promise<Records>>();
  #remembered = 0;
  readonly #excluded: Findings['excluded'] = { startInstructions: 0 };

  constructor(id: string, question: Question, parts: RunParts) {
    this.id = id;
    this.question = question;
    this.#parts = parts;
    this.total = parts.rootIds.length;
    this.#startedMs = parts.now();
    this.#sameAnswers = new SameAnswers(parts.changed);
    for (const rootId of parts.rootIds) this.#recall(rootId);
    this.over = this.#work();
  }

  /** Petitions that take another path or meet a problem, in the order of their start. */
  get changed(): ComparedFar[] {
    return this.#inOrder().filter(({ isOther, problem }) => isOther || problem !== null);
  }

  find(rootId: string): ComparedFar | undefined {
    return this.#compared.get(rootId);
  }

  cancel(): void {
    if (this.state === 'running') this.#breakOff('cancelled');
  }

  /** Ends it after what its threads are at; it is `done` then, of fewer. */
  finishEarly(): void {
    this.#rootIds.length = Math.min(this.#rootIds.length, this.#next);
  }

  /** Takes what is known from before; what is not, or may be changed now, is to be replayed; what is to be kept, read. */
  #recall(rootId: string): void {
    const { remembered, changed, pace } = this.#parts;
    const known = remembered.find(rootId);
    if (known) this.#remembered += 1;
    const isToBeKept = pace === 'calm' && remembered.wantsRows(rootId);
    if (!known || isToBeKept || isTouched(known.uses, changed, this.#sameAnswers, known.askings))
      this.#rootIds.push(rootId);
    else {
      this.#compared.set(rootId, untouched(known));
      this.done += 1;
    }
  }

  async #work(): Promise<void> {
    const { threads, pace } = this.#parts;
    const wanted = Math.min(pace === 'calm' ? 1 : threads.most, Math.ceil(this.#rootIds.length / PORTION));
    try {
      await Promise.all(Array.from({ length: wanted }, () => this.#workOn(threads.take())));
      if (this.state === 'running') this.#conclude();
    } catch (error) {
      this.reason = error instanceof Error ? error.message : String(error);
      this.#breakOff('failed');
    }
  }

  /** One thread's share: it borrows what may be drawn, then replays portion after portion; the next is read meanwhile. */
  async #workOn(thread: Thread): Promise<void> {
    const { task, donorIds, threads, pace } = this.#parts;
    const isCalm = pace === 'calm';
    this.#atWork.add(thread);
    await this.#ask(thread, { kind: 'begin', task });
    for (let from = 0; from < donorIds.length; from += PORTION)
      await this.#ask(thread, { kind: 'lend', records: await this.#readDonors(from) });
    this.#donors.clear();
    for (let coming = this.#readNext(); coming !== undefined; ) {
      const { rootIds, reading } = coming;
      const records = await reading;
      coming = this.#readNext();
      const began = this.#parts.now();
      const known = this.#knownOf(rootIds);
      const answer = await this.#ask(thread, { kind: 'replay', records, known, close: isCalm });
      if (answer.kind === 'done') this.#keep(answer);
      if (isCalm) await setTimeout(this.#parts.now() - began, undefined, { ref: false });
    }
    this.#atWork.delete(thread);
    threads.giveBack(thread);
  }

  /** All threads borrow the same: it is read once. */
  #readDonors(from: number): Promise<Records> {
    const records = this.#donors.get(from) ?? this.#parts.read(this.#parts.donorIds.slice(from, from + PORTION));
    this.#donors.set(from, records);
    return records;
  }

  #readNext(): { rootIds: readonly string[]; reading: Promise<Records> } | undefined {
    const portion = this.#parts.pace === 'calm' ? CALM_PORTION : PORTION;
    const rootIds = this.#rootIds.slice(this.#next, this.#next + portion);
    this.#next += rootIds.length;
    if (rootIds.length === 0) return undefined;
    const reading = this.#parts.read(rootIds);
    // Looked at when its turn comes; until then a failure must not count as one that nobody sees.
    reading.catch(() => {});
    return { rootIds, reading };
  }

  async #ask(thread: Thread, order: Parameters<Thread['ask']>[0]): Promise<ThreadAnswer> {
    if (this.state !== 'running') throw new Error(this.state);
    const answer = await thread.ask(order);
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer;
  }

  #knownOf(rootIds: readonly string[]): KnownWays {
    const known = rootIds.flatMap((rootId) => this.#parts.remembered.find(rootId) ?? []);
    return new Map(known.map((way) => [way.rootId, way]));
  }

  #keep({ compared, excluded, closed }: Extract<ThreadAnswer, { kind: 'done' }>): void {
    for (const each of compared) {
      this.#compared.set(each.rootId, each);
      this.#parts.remembered.keep(each, closed);
    }
    for (const reason of excluded) this.#excluded[reason] += 1;
    this.done += compared.length + excluded.length;
    this.tookMs = this.#parts.now() - this.#startedMs;
  }

  #inOrder(): ComparedFar[] {
    return this.#parts.rootIds.flatMap((rootId) => this.#compared.get(rootId) ?? []);
  }

  #conclude(): void {
    const all = this.#inOrder();
    const count = (wanted: (compared: ComparedFar) => boolean): number => all.filter(wanted).length;
    this.findings = {
      trust: {
        petitions: all.length,
        reproduced: count(({ reproduced }) => reproduced),
        remembered: this.#remembered,
      },
      excluded: this.#excluded,
      before: summarise(all.map(({ before }) => before)),
      after: summarise(all.map(({ after }) => after)),
      otherPath: count(({ isOther }) => isOther),
      otherTimes: count(({ isMoved }) => isMoved),
      drawn: all.reduce((sum, { drawn }) => sum + drawn, 0),
      problems: count(({ problem }) => problem !== null),
      assumptions: ASSUMPTIONS,
    };
    this.state = 'done';
  }

  /** Whatever the threads are at is not wanted any more, and may never end. */
  #breakOff(state: 'cancelled' | 'failed'): void {
    if (this.state !== 'running') return;
    this.state = state;
    this.tookMs = this.#parts.now() - this.#startedMs;
    for (const thread of this.#atWork) {
      thread.end();
      this.#parts.threads.giveBack(thread);
    }
    this.#atWork.clear();
  }
}
