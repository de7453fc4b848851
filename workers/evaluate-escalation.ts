import { throughRegister } from './through-register.ts';

/** The facts the escalation table judges by. */
export const evaluateEscalation = throughRegister(
  'evaluate-escalation',
  ['escalationCause', 'agentLevel', 'sentAt', 'unitDueAt', 'riskLevel', 'repeatOf', 'safetyThreat'],
  { trigger: 'String', elapsedShare: 'Double', riskLevel: 'Integer' },
);
