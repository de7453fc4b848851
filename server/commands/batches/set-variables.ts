import type { Variables } from '../../engine/engine.ts';
import { setExecutionVariables } from '../set-execution-variables.ts';
import type { BatchType } from './batch-type.ts';

/** Writes variables of process instances. */
export const setVariables: BatchType<{ variables: Variables }> = {
  type: 'set-variables',
  step: (engine, id, { variables }) =>
    setExecutionVariables(engine, id, { modifications: variables, deletions: [], local: true }),
};
