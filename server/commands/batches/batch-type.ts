import type { EngineContext } from '../engine-context.ts';

/** What a kind of batch does to each of its ids. One kind, one file; `batch-types.ts` names them all. */
export interface BatchType<Settings> {
  /** The name on the wire, as in `instance-deletion`: the batch's type and the type of its jobs. */
  readonly type: string;
  /**
   * Does it to one id. Calls a command with the `engine` that it is given, so that the progress of the batch becomes durable
   * in the same commit: each id is then done exactly once, whatever happens in between. So it makes one commit at most; one
   * that makes none, or works in a transaction of its own, must bear to be repeated. What it throws is the job's failure.
   * @param settings what `createBatch` was given, the same for all ids; plain data
   */
  step(engine: EngineContext, id: string, settings: Settings): Promise<void>;
}
