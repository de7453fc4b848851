import { type MessagePort, parentPort } from 'node:worker_threads';
import { Donors } from '../replay/donors.ts';
import { KnownDefinitions } from '../replay/known-definitions.ts';
import { type Recording, recordingOf } from '../replay/recording.ts';
import { openSandbox } from '../sandbox/open-sandbox.ts';
import { SameAnswers } from './askings.ts';
import { closePaths } from './closed-path.ts';
import { type Compared, type Comparison, compare, type KnownWay } from './compare.ts';
import { DefinitionCompiler } from './definition-compiler.ts';
import { type Exclusion, exclusionOf } from './exclusion.ts';
import { compileModels, type Model } from './models.ts';
import type { DefinitionTexts } from './read-definitions.ts';
import { closeRows, familiesIn, type Records } from './records.ts';

/** What a run is about. */
export interface ThreadTask {
  definitions: DefinitionTexts;
  models: readonly Model[];
  seed: string;
  /** Epoch milliseconds. */
  endsAt: number;
}

/** What a thread is told: a new run begins; from these outcomes may be drawn; these are to be replayed, and perhaps closed up to be kept. */
export type ThreadOrder =
  | { kind: 'begin'; task: ThreadTask }
  | { kind: 'lend'; records: Records }
  | { kind: 'replay'; records: Records; known: KnownWays; close: boolean };

/** What the unchanged flow is known to give, by root instance. */
export type KnownWays = ReadonlyMap<string, KnownWay>;

/** A petition compared, its paths closed up: only those that somebody looks at are opened again. */
export type ComparedFar = Omit<Compared, 'paths'> & { paths: Uint8Array | null };

/** What a thread answers to each order. */
export type ThreadAnswer =
  | { kind: 'ready' }
  | { kind: 'done'; compared: ComparedFar[]; excluded: Exclusion[]; closed: Uint8Array | null }
  | { kind: 'failed'; reason: string };

/** Everything here is computed: a thread can be ended at any moment, since no code outside of JavaScript works for it. */
class ReplayThread {
  readonly #compiler = new DefinitionCompiler();
  #comparison: Comparison | undefined;

  async obey(order: ThreadOrder): Promise<ThreadAnswer> {
    if (order.kind === 'begin') this.#comparison = await this.#begin(order.task);
    else if (this.#comparison) {
      if (order.kind === 'replay') return replayAll(order, this.#comparison);
      const { unchanged, donors } = this.#comparison;
      for (const recording of recordingsIn(order.records, unchanged))
        donors.add(recording, (id) => unchanged.graph(id));
    }
    return { kind: 'ready' };
  }

  async #begin({ definitions, models, seed, endsAt }: ThreadTask): Promise<Comparison> {
    const { processes, decisions } = await this.#compiler.compile(definitions);
    const changed = await compileModels(models);
    const scripts = await openSandbox();
    return {
      unchanged: new KnownDefinitions(processes, decisions),
      changedDefinitions: new KnownDefinitions(processes, decisions, changed),
      changed,
      sameAnswers: new SameAnswers(changed, scripts),
      donors: new Donors(),
      noDonors: new Donors(),
      scripts,
      seed,
      endsAt,
    };
  }
}

type Replay = Extract<ThreadOrder, { kind: 'replay' }>;

function replayAll({ records, known, close }: Replay, comparison: Comparison): ThreadAnswer {
  const compared: ComparedFar[] = [];
  const excluded: Exclusion[] = [];
  for (const recording of recordingsIn(records, comparison.unchanged)) {
    const { id } = recording.root;
    const reason = exclusionOf(recording, comparison.unchanged);
    if (reason) excluded.push(reason);
    else compared.push(closeUp(compare(recording, comparison, known.get(id))));
  }
  return { kind: 'done', compared, excluded, closed: close && records.read ? closeRows(records.read) : null };
}

function* recordingsIn(records: Records, definitions: KnownDefinitions): Generator<Recording> {
  for (const family of familiesIn(records)) {
    const recording = recordingOf(family, (id) => definitions.graph(id));
    if (recording) yield recording;
  }
}

const closeUp = ({ paths, ...compared }: Compared): ComparedFar => ({
  ...compared,
  paths: paths && closePaths(paths),
});

function listen(port: MessagePort): void {
  const thread = new ReplayThread();
  port.on('message', async (order: ThreadOrder) => {
    let answer: ThreadAnswer;
    try {
      answer = await thread.obey(order);
    } catch (error) {
      answer = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(answer);
  });
}

if (parentPort) listen(parentPort);
