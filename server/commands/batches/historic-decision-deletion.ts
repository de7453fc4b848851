import { deleteDecisionHistory } from '../../store/history/delete-decision-history.ts';
import type { BatchType } from './batch-type.ts';

/** Forgets evaluations of decisions. */
export const historicDecisionDeletion: BatchType<Record<string, never>> = {
  type: 'historic-decision-instance-deletion',
  step: ({ store }, id) => store.unitOfWork.transaction(({ knex }) => deleteDecisionHistory(knex, [id])),
};
