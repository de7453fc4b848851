import type { FieldReader } from './field-reader.ts';

/** What table `dispute-screening` and table `dispute-risk-level` judge a dispute by. It describes the situation, never a person. */
export interface DisputeFacts {
  crimeOrViolence: boolean;
  anyPartyRefuses: boolean;
  labourRelation: boolean;
  arbitrationClause: boolean;
  /** One side is a body that exercises public power. */
  administrationInvolved: boolean;
  bothBusinesses: boolean;
  /** A will, a list of property: facts that a notary fixes first. */
  needsFactCertified: boolean;
  threatSpoken: boolean;
  injury: boolean;
}

/** Nothing said: mediation by the people's committee, with the parties' consent. */
export const UNKNOWN_DISPUTE: DisputeFacts = {
  crimeOrViolence: false,
  anyPartyRefuses: false,
  labourRelation: false,
  arbitrationClause: false,
  administrationInvolved: false,
  bothBusinesses: false,
  needsFactCertified: false,
  threatSpoken: false,
  injury: false,
};

const LABELS: Readonly<Record<keyof DisputeFacts, string>> = {
  crimeOrViolence: '涉嫌犯罪或暴力',
  anyPartyRefuses: '有人拒绝调解',
  labourRelation: '劳动关系',
  arbitrationClause: '有仲裁条款',
  administrationInvolved: '一方为行使职权的机关',
  bothBusinesses: '双方都是企业',
  needsFactCertified: '须先公证事实',
  threatSpoken: '有人口头威胁',
  injury: '有人受伤',
};

/** Reads the facts of a dispute; what is not said stays as in `otherwise`. */
export function readDisputeFacts(reader: FieldReader, otherwise: DisputeFacts): DisputeFacts {
  const facts = { ...otherwise };
  for (const [name, label] of Object.entries(LABELS) as [keyof DisputeFacts, string][]) {
    facts[name] = reader.boolean(name, label) ?? otherwise[name];
  }
  return facts;
}
