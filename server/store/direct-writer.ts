import { batchParts, mergeRows, rowsOf } from './batch-parts.ts';
import type { ChangeRows } from './change-rows.ts';
import type { Batch } from './session.ts';
import type { TableWriter } from './table-writer.ts';

/** Writes rows into their tables in the transaction that makes them durable. */
export class DirectWriter implements TableWriter {
  readonly hasWork = false;
  readonly isFull = false;
  readonly isBehind = false;
  readonly #batch: Batch;

  /** @param batch runs the statements of `batchStatements` */
  constructor(batch: Batch) {
    this.#batch = batch;
  }

  async write(commands: readonly Pick<ChangeRows, 'rows'>[]): Promise<void> {
    await this.#batch(batchParts(rowsOf(mergeRows(commands))));
  }

  async catchUp(): Promise<void> {}

  async caughtUp(): Promise<void> {}

  isBehindOn(): boolean {
    return false;
  }

  /** Commands go where every transaction goes. */
  async assertWritable(): Promise<void> {}
}
