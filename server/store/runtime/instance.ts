import type { Instance } from '../../engine/state.ts';
import { table } from '../table.ts';

/** `nodes` is the instance's whole tree as one JSON document; values above the limit of `large-values.ts` stand outside it. */
export const instanceTable = table<Instance>(
  'runtime_instance',
  {
    id: 'text',
    rootId: 'text',
    definitionId: 'text',
    definitionKey: 'text',
    businessKey: 'text',
    superInstanceId: 'text',
    superNodeId: 'text',
    suspended: 'boolean',
    startedAt: 'integer',
    startUserId: 'text',
    startActivityId: 'text',
    restartedInstanceId: 'text',
    sequence: 'integer',
    nodes: 'json',
  },
  {
    fixed: [
      'rootId',
      'superInstanceId',
      'superNodeId',
      'startedAt',
      'startUserId',
      'startActivityId',
      'restartedInstanceId',
    ],
  },
);
