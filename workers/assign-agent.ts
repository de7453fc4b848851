import { throughRegister } from './through-register.ts';

/** Chooses one of the agents without conflict. */
export const assignAgent = throughRegister(
  'assign-agent',
  ['cleanIds', 'agentLevel', 'assignFor', 'assignmentRule', 'assigneeId'],
  { assigneeId: 'String', assigneeRole: 'String', agentLevel: 'String' },
);
