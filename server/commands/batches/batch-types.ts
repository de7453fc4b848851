import type { BatchType } from './batch-type.ts';
import { historicInstanceDeletion } from './historic-instance-deletion.ts';
import { instanceDeletion } from './instance-deletion.ts';
import { instanceModification } from './instance-modification.ts';

/** Every kind of batch by its name. Its settings were written by the command that began the batch. */
export const batchTypes: ReadonlyMap<string, BatchType<unknown>> = new Map(
  [instanceDeletion, historicInstanceDeletion, instanceModification].map((each) => [
    each.type,
    each as BatchType<unknown>,
  ]),
);
