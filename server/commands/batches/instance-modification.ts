import { type Modification, modifyProcessInstance } from '../modify-process-instance.ts';
import type { BatchType } from './batch-type.ts';

/** Sets and takes tokens of running instances by hand, in each by the same instructions. */
export const instanceModification: BatchType<Modification & { definitionId: string }> = {
  type: 'instance-modification',
  step: (engine, id, { definitionId, ...modification }) =>
    modifyProcessInstance(engine, id, modification, definitionId),
};
