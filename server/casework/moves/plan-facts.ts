import { member, rowsOf } from '../engine-client.ts';
import type { ElementFacts } from './event-facts.ts';

/** One instruction of a plan of the engine's. */
export interface Instruction {
  sourceActivityIds: string[];
  targetActivityIds: string[];
  updateEventTrigger: boolean;
}

/** A plan between two versions, with what stands in them. */
export interface PlanFacts {
  /** Instructions by the activity they begin at. */
  targets: ReadonlyMap<string, Instruction>;
  before: ReadonlyMap<string, ElementFacts>;
  after: ReadonlyMap<string, ElementFacts>;
  processKey: string;
  /** Places of the newer version where the executor may come in between, as `activity configuration`. */
  asyncs: ReadonlySet<string>;
}

/** The activity that an instruction leads to. */
export const targetOf = (instruction: Instruction | undefined): string => instruction?.targetActivityIds[0] ?? '';

/** The instructions of a plan as the engine generated it. */
export function instructionsOf(plan: unknown): Instruction[] {
  const ids = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return rowsOf(member(plan, 'instructions')).map((each) => ({
    sourceActivityIds: ids(each['sourceActivityIds']),
    targetActivityIds: ids(each['targetActivityIds']),
    updateEventTrigger: each['updateEventTrigger'] === true,
  }));
}

/** What is waited for differs: a message of another name always counts, another period only when it is wanted. */
export function readAnew(
  instruction: Instruction,
  { before, after }: Pick<PlanFacts, 'before' | 'after'>,
  timers: boolean,
): boolean {
  const [source, target] = [before.get(instruction.sourceActivityIds[0] ?? ''), after.get(targetOf(instruction))];
  if (source?.waitsFor === undefined || source.waitsFor === target?.waitsFor) return false;
  return source.timer ? timers : true;
}
