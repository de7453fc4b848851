import type { BatchType } from './batch-type.ts';
import { correlateMessageBatch } from './correlate-message.ts';
import { historicDecisionDeletion } from './historic-decision-deletion.ts';
import { historicInstanceDeletion } from './historic-instance-deletion.ts';
import { instanceDeletion } from './instance-deletion.ts';
import { instanceMigration } from './instance-migration.ts';
import { instanceModification } from './instance-modification.ts';
import { instanceRestart } from './instance-restart.ts';
import { setExternalTaskRetriesBatch } from './set-external-task-retries.ts';
import { setJobRetriesBatch } from './set-job-retries.ts';
import { batchRemovalTime, decisionRemovalTime, instanceRemovalTime } from './set-removal-time.ts';
import { setVariables } from './set-variables.ts';
import { updateSuspensionState } from './update-suspension-state.ts';

/** Every kind of batch by its name. Its settings were written by the command that began the batch. */
export const batchTypes: ReadonlyMap<string, BatchType<unknown>> = new Map(
  [
    instanceDeletion,
    instanceModification,
    instanceMigration,
    instanceRestart,
    historicInstanceDeletion,
    historicDecisionDeletion,
    setJobRetriesBatch,
    setExternalTaskRetriesBatch,
    setVariables,
    updateSuspensionState,
    correlateMessageBatch,
    instanceRemovalTime,
    decisionRemovalTime,
    batchRemovalTime,
  ].map((each) => [each.type, each as BatchType<unknown>]),
);
