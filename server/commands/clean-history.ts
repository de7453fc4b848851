import { deleteDecisionHistory } from '../store/history/delete-decision-history.ts';
import { deleteInstanceHistory } from '../store/history/delete-instance-history.ts';
import { expiredHistory } from '../store/history/expired-history.ts';
import { deleteBatchHistory } from '../store/runtime/batches.ts';
import { chunksOf } from './chunks-of.ts';
import type { EngineContext } from './engine-context.ts';

/** Families, evaluations and batches of one round: some tens of milliseconds of work. */
const ROUND = 10;
/** Instances whose history one transaction deletes; others get their turn between two of them. */
const INSTANCES_AT_A_TIME = 20;

/**
 * Forgets some history whose time has come: instances with all their rows and large values, evaluations of decisions,
 * batches. Answers whether there was any; ask again then.
 */
export async function cleanHistory(engine: EngineContext): Promise<boolean> {
  const { reader, unitOfWork } = engine.store;
  const { instanceIds, decisionIds, batchIds } = await expiredHistory(reader, engine.clock.now(), ROUND);
  for (const ids of chunksOf(instanceIds, INSTANCES_AT_A_TIME)) {
    await unitOfWork.transaction(({ knex }) => deleteInstanceHistory(knex, ids, { operations: true }));
  }
  if (decisionIds.length > 0) await unitOfWork.transaction(({ knex }) => deleteDecisionHistory(knex, decisionIds));
  if (batchIds.length > 0) await unitOfWork.transaction(({ knex }) => deleteBatchHistory(knex, batchIds));
  return instanceIds.length + decisionIds.length + batchIds.length > 0;
}
