import type { Variables } from '../engine/engine.ts';

/** What somebody answered. */
export interface Answer {
  readonly variables: Variables;
  /** Those that belong to the step alone. */
  readonly local: Variables;
  /** What stood in a variable of type Date before, in epoch milliseconds. */
  readonly datesBefore: Readonly<Record<string, number>>;
}

/**
 * What became of something that waited: a task, a message. `at` is epoch milliseconds; `order` is an id that history made in
 * the same command, so that what happened in one millisecond is replayed in the order in which it happened.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly at: number; readonly order: string; readonly answer: Answer }
  | {
      readonly kind: 'error';
      readonly at: number;
      readonly order: string;
      readonly answer: Answer;
      readonly code: string;
    }
  /** Taken away, or not done yet when history was read: only known that it would have taken longer than until `at`. */
  | { readonly kind: 'cut'; readonly at: number };

export const NOTHING_SAID: Answer = { variables: {}, local: {}, datesBefore: {} };
