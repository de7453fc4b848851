import { evaluateDecision } from '../engine/decisions/evaluate-decision.ts';
import type { ScriptSandbox } from '../engine/engine.ts';
import type { Donors } from '../replay/donors.ts';
import type { Changed, KnownDefinitions } from '../replay/known-definitions.ts';
import { pathText } from '../replay/path.ts';
import type { GraphOf, Recording } from '../replay/recording.ts';
import { replay } from '../replay/replay.ts';
import type { Evaluate } from '../replay/world.ts';
import type { RecordedFamily } from '../store/history/recorded-family.ts';
import { type Asking, AskingKeeper, type SameAnswers } from './askings.ts';
import { recordedSteps, type StepToDraw, type TwoPaths } from './closed-path.ts';
import { FigureKeeper, type Figures } from './figures.ts';
import { RULES } from './rules/rules.ts';
import { isTouched, type Uses, usesOf } from './uses.ts';

/** A petition as it was and as it would have been. */
export interface Compared {
  rootId: string;
  businessKey: string | null;
  processKey: string;
  /** Replaying the unchanged flow gave the recorded path. */
  reproduced: boolean;
  /** It takes another path by the changed flow. */
  isOther: boolean;
  /** The same path, but at other times. */
  isMoved: boolean;
  /** Outcomes that had to be drawn by the changed flow. */
  drawn: number;
  /** Why the changed flow could not be followed to its end. */
  problem: string | null;
  before: Figures;
  after: Figures;
  /** Models that it met in the record. */
  uses: Uses;
  /** What tables were asked by the unchanged flow. */
  askings: readonly Asking[];
  /** Both paths, when they are not the same. */
  paths: TwoPaths<StepToDraw> | null;
}

/** What comparing needs beside the petition. */
export interface Comparison {
  unchanged: KnownDefinitions;
  changedDefinitions: KnownDefinitions;
  changed: Changed;
  sameAnswers: SameAnswers;
  donors: Donors;
  noDonors: Donors;
  scripts: ScriptSandbox;
  seed: string;
  /** Up to when the past reaches, in epoch milliseconds. */
  endsAt: number;
}

/** How long a petition that is over may take by a changed flow, at most. */
const LONGEST_MS = 5 * 365 * 86_400_000;

/** What replaying a petition by the unchanged flow gave before, and the models that it met. */
export type KnownWay = Pick<Compared, 'uses' | 'askings'> & { figures: Figures };

/**
 * Replays a petition by the unchanged flow, and by the changed one where that can make a difference.
 * @param known what the unchanged flow gave before, when that is known to be what was recorded
 */
export function compare(recording: Recording, comparison: Comparison, known?: KnownWay): Compared {
  const { unchanged, changedDefinitions, changed, donors, noDonors } = comparison;
  const { root, family } = recording;
  // A clock that is moved by hand may stand before what it once recorded.
  const endsAt = Math.max(comparison.endsAt, lastMoment(family));
  // What is over may take longer by another flow; what still runs is seen as far as it has come.
  const until = root.endedAt === null ? endsAt : endsAt + LONGEST_MS;
  const recorded = pathText(family.rootId, family.activities);
  const graphOf: GraphOf = (id) => unchanged.graph(id);
  const asItWas = () => {
    const asked = new AskingKeeper();
    const way = run(recording, comparison, {
      definitions: unchanged,
      donors: noDonors,
      endsAt,
      evaluate: asked.evaluate,
    });
    return { ...way, askings: asked.askings };
  };
  const again = known ? { ...known, steps: null, path: recorded, drawn: 0, problem: null } : asItWas();
  const uses = known?.uses ?? usesOf(recording, graphOf);
  const { askings } = again;
  // What is not over, or is not reproduced, is not known to go the same way.
  const isSure = root.endedAt !== null && again.path === recorded;
  const touched = isTouched(uses, changed, isSure ? comparison.sameAnswers : undefined, askings);
  const other = touched
    ? run(recording, comparison, { definitions: changedDefinitions, donors, endsAt: until })
    : again;
  const isOther = other.path !== again.path;
  return {
    rootId: root.id,
    businessKey: root.businessKey,
    processKey: root.definitionKey,
    reproduced: again.path === recorded,
    isOther,
    isMoved: !isOther && other.figures.endedAt !== again.figures.endedAt,
    drawn: touched ? other.drawn : 0,
    problem: other.problem,
    before: again.figures,
    after: other.figures,
    uses,
    askings,
    paths: isOther ? { before: again.steps ?? recordedSteps(recording, graphOf), after: other.steps ?? [] } : null,
  };
}

/** The last moment at which something was entered or left, in epoch milliseconds. */
const lastMoment = ({ activities }: RecordedFamily): number =>
  activities.reduce((last, { startedAt, endedAt }) => Math.max(last, startedAt, endedAt ?? 0), 0);

/** A way through the flow. */
interface Way {
  /** null: known from before, to be those of the record. */
  steps: readonly StepToDraw[] | null;
  path: string;
  figures: Figures;
  drawn: number;
  problem: string | null;
}

function run(
  recording: Recording,
  { scripts, seed }: Comparison,
  by: { definitions: KnownDefinitions; donors: Donors; endsAt: number; evaluate?: Evaluate },
): Way {
  const keeper = new FigureKeeper();
  const world = {
    evaluate: evaluateDecision,
    ...by,
    scripts,
    seed,
    workOut: RULES,
    watch: keeper.watch.bind(keeper),
    wrote: keeper.read.bind(keeper),
  };
  const { visits, rootId, startedAt, endedAt, drawn, problem } = replay(recording, world);
  const steps = visits.map(({ row }) => row);
  return {
    steps,
    path: pathText(rootId, steps),
    figures: keeper.figures(startedAt, endedAt, by.endsAt),
    drawn,
    problem,
  };
}
