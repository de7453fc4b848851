import { table } from '../table.ts';

/** What one run of a batch's seed is still to make jobs for, in the order of `position`. */
export interface BatchSeed {
  id: string;
  batchId: string;
  position: number;
  ids: string[];
}

export const batchSeedTable = table<BatchSeed>('runtime_batch_seed', {
  id: 'text',
  batchId: 'text',
  position: 'integer',
  ids: 'json',
});
