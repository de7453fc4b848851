import { throughRegister } from './through-register.ts';

/** Turns the word of the escalation table into a level. */
export const nextLevel = throughRegister(
  'next-level',
  ['agentLevel', 'targetLevel', 'action', 'trigger', 'degree', 'escalationRuleVersion'],
  { nextAgentLevel: 'String', action: 'String' },
);
