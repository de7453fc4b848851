import { throughRegister } from './through-register.ts';

/** Facts of a dispute for the tables that screen it. */
export const screenDispute = throughRegister('screen-dispute', [], {
  crimeOrViolence: 'Boolean',
  anyPartyRefuses: 'Boolean',
  labourRelation: 'Boolean',
  arbitrationClause: 'Boolean',
  administrationInvolved: 'Boolean',
  bothBusinesses: 'Boolean',
  needsFactCertified: 'Boolean',
  threatSpoken: 'Boolean',
  injury: 'Boolean',
  litigationState: 'String',
  subjectCode: 'String',
  partyCount: 'Integer',
  partyIds: 'String',
  amountYuan: 'Double',
  mediationFailedCount: 'Integer',
});
