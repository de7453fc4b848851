import { deleteHistoricInstance } from '../delete-historic-instance.ts';
import { NotFound } from '../refusals.ts';
import type { BatchType } from './batch-type.ts';

/** Forgets process instances that have ended: all their history. One that is unknown is passed over when it may be. */
export const historicInstanceDeletion: BatchType<{ failIfNotExists: boolean }> = {
  type: 'historic-instance-deletion',
  async step(engine, id, { failIfNotExists }) {
    try {
      await deleteHistoricInstance(engine, id);
    } catch (error) {
      if (failIfNotExists || !(error instanceof NotFound)) throw error;
    }
  },
};
