import type { DeletionSkips } from '../../engine/engine.ts';
import { deleteProcessInstance } from '../delete-process-instance.ts';
import { NotFound } from '../refusals.ts';
import type { BatchType } from './batch-type.ts';

/** Deletes running process instances. One that has ended meanwhile is passed over. */
export const instanceDeletion: BatchType<{ deleteReason: string | null; skips?: DeletionSkips }> = {
  type: 'instance-deletion',
  async step(engine, id, { deleteReason, skips }) {
    try {
      await deleteProcessInstance(engine, id, deleteReason, skips);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  },
};
