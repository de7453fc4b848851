import { throughRegister } from './through-register.ts';

/** Agents on duty of a level, in the place the petition belongs to. */
export const findCandidates = throughRegister('find-candidates', ['areaCode', 'agentLevel', 'assignFor'], {
  candidateIds: 'String',
  agentsOnDuty: 'Integer',
});
