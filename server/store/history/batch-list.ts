import { equal, oneOf } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type HistoricBatch, historicBatchTable } from './batch.ts';

export interface HistoricBatchFilter {
  batchId?: string;
  batchIds?: readonly string[];
  type?: string;
  /** A word, because "not completed" is asked for as well. */
  completed?: 'true' | 'false';
}

/** Batches that run or have run. */
export const historicBatchList = listQuery<HistoricBatchFilter, HistoricBatch>({
  from: (knex) => knex({ t: historicBatchTable.name }),
  columns: selectColumns(historicBatchTable, 't'),
  conditions: {
    batchId: equal('t.id'),
    batchIds: oneOf('t.id'),
    type: equal('t.type'),
    completed: (query, word) => (word === 'true' ? query.whereNotNull('t.ended_at') : query.whereNull('t.ended_at')),
  },
  sortings: {
    batchId: 't.id',
    startTime: 't.started_at',
    endTime: { nullable: 't.ended_at' },
    // Only the null tenant exists: this order is that of the ids.
    tenantId: () => {},
  },
  read: itemReader(historicBatchTable),
});
