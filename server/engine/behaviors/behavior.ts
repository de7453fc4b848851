import type { Run } from '../run.ts';
import type { Instance, Node } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Token } from '../token.ts';

/**
 * How one element type behaves. A behaviour may create what waits (tasks, jobs, subscriptions) and write variables;
 * where tokens go it says in steps.
 */
export interface Behavior {
  /** The element's work begins. No step: the token waits here. */
  enter(run: Run, token: Token): readonly Step[];
  /** A token inside this scope is gone (for a scope: and none is left); for a multi-instance body, `instance` has completed. */
  childEnded?(run: Run, scope: Token, instance?: Node): readonly Step[];
  /** The instance this token called has ended. */
  resume?(run: Run, token: Token, called: Instance): readonly Step[];
  /** All that this throwing event compensates is undone. */
  compensated?(run: Run, token: Token): readonly Step[];
  /** Other tokens have moved: does this waiting one go on now? */
  recheck?(run: Run, token: Token): readonly Step[];
}
