import type { evaluateDecision } from '../engine/decisions/evaluate-decision.ts';
import type { Changes, DefinitionSource, ScriptSandbox, Variables, VariableWrite } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Family } from '../engine/state.ts';
import type { Donors } from './donors.ts';

/** Definitions as they were, or would have been, when a command ran. */
export interface DefinitionsInTime extends DefinitionSource {
  /** An id that history made when the command ran: what was deployed after it is not found. A clock may be moved, ids only grow. */
  asOf: string;
  /** Id of the definition that stands for a recorded one: itself, or what it is changed to. */
  standIn(definitionId: string): string;
}

/** Evaluates a decision. */
export type Evaluate = typeof evaluateDecision;

/** What a step that follows a fixed rule may look at when its answer is worked out anew. */
export interface StepAtWork {
  readonly now: number;
  read(name: string): TypedValue | undefined;
  /** What a variable held when the step was recorded; undefined also when the record has no such step. */
  was(name: string): TypedValue | undefined;
  /** What was answered in the record, or by the petition that was drawn, dates moved. */
  readonly recorded: Variables;
  /** Finds the tables that hold now. */
  readonly definitions: DefinitionSource;
  readonly scripts: ScriptSandbox;
  readonly evaluate: Evaluate;
}

/** Works out the answer of a topic that follows a rule: the variables that take the place of the recorded ones. */
export type WorkOut = (step: StepAtWork) => Variables;

/** All that replays have in common. */
export interface ReplayWorld {
  readonly definitions: DefinitionsInTime;
  readonly scripts: ScriptSandbox;
  readonly evaluate: Evaluate;
  readonly donors: Donors;
  /** What decides draws, with the petition and the step. */
  readonly seed: string;
  /** By topic. */
  readonly workOut: ReadonlyMap<string, WorkOut>;
  /** Where history ends, in epoch milliseconds: what is later is not replayed. */
  readonly endsAt: number;
  /** Told of every variable that is written. */
  readonly wrote?: (write: VariableWrite) => void;
  /** Told of every command's changes. */
  watch?(changes: Changes, family: Family, now: number): void;
}
