import type { RecordedActivity, RecordedFamily } from '../store/history/recorded-family.ts';
import { CommandLine } from './command-line.ts';
import { type Successors, successorsOf } from './successors.ts';

/** The activities of a family as its readers need them, arranged but once. */
export interface Arranged {
  /** By id. */
  readonly activities: ReadonlyMap<string, RecordedActivity>;
  readonly line: CommandLine;
  readonly successors: Successors;
}

export function arrange(family: RecordedFamily): Arranged {
  const line = new CommandLine(family);
  return {
    activities: new Map(family.activities.map((activity) => [activity.id, activity])),
    line,
    successors: successorsOf(line.placed),
  };
}
