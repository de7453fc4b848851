import { suspendProcessInstance } from '../suspend-process-instance.ts';
import type { BatchType } from './batch-type.ts';

/** Suspends process instances, or activates them. One that has ended meanwhile is passed over. */
export const updateSuspensionState: BatchType<{ suspended: boolean }> = {
  type: 'instance-update-suspension-state',
  step: (engine, id, { suspended }) => suspendProcessInstance(engine, id, suspended),
};
