import { type Restart, restartProcessInstance } from '../restart-process-instance.ts';
import type { BatchType } from './batch-type.ts';

/** Starts ended process instances once more. */
export const instanceRestart: BatchType<Restart> = { type: 'instance-restart', step: restartProcessInstance };
