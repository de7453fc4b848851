import { type Migration, migrateProcessInstance } from '../migrate-process-instance.ts';
import type { BatchType } from './batch-type.ts';

/** Makes running instances those of another definition. One that cannot be fails its job, with the reasons. */
export const instanceMigration: BatchType<Migration> = {
  type: 'instance-migration',
  step: migrateProcessInstance,
};
