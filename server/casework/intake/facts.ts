/** What the registering agent says about a petition so that the decision tables can judge it. Facts only, nothing personal. */
export interface Facts {
  /** Asks that the petitioner's own right or wish be met. */
  asksOwnRelief: boolean;
  /** Alleges misconduct of an official or a unit: the petition is sealed. */
  allegesOfficialMisconduct: boolean;
  proposesImprovement: boolean;
  /** The other side is a private party, not the administration. */
  privateParties: boolean;
  questionOnly: boolean;
  inOwnArea: boolean;
  subjectOwner: SubjectOwner;
  /** A superior, a leader or the risk asks for a report back. */
  needsFeedback: boolean;
  /** A written opinion on the matter is younger than 30 days, so that a review may be asked for. */
  reviewWindowOpen: boolean;
  finalAfterReReview: boolean;
  /** Part of the subject, by which a unit is found: `compensation`, `construction`, … */
  aspect: string;
  /** 1–4, of the situation, never of a person. */
  riskLevel: number;
  specialNeed: SpecialNeed | null;
  /** Urgent or grave: leaders are told at once (R 22). */
  urgent: boolean;
  /** Lies in more than one district. */
  crossDistrict: boolean;
  /** No unit of the town can decide it. */
  needsPower: boolean;
  /** The petitioner says the result of an earlier petition was not carried out. */
  notCarriedOut: boolean;
}

export type SubjectOwner = 'ownLevel' | 'lowerLevel' | 'otherBody' | 'party';
/** Who has power over the matter. */
export const SUBJECT_OWNERS: Readonly<Record<SubjectOwner, string>> = {
  ownLevel: '本级职权',
  lowerLevel: '下级职权',
  otherBody: '其他机关职权',
  party: '仲裁、公证、复议等途径',
};

export type SpecialNeed = 'signLanguage' | 'dialect' | 'disability' | 'over75';
/** What an agent must be able to do for the petitioner. */
export const SPECIAL_NEEDS: Readonly<Record<SpecialNeed, string>> = {
  signLanguage: '手语',
  dialect: '方言',
  disability: '行动不便',
  over75: '75 岁以上',
};

/** What is assumed where the agent said nothing. With no boolean set, the classification table asks for a person. */
export const UNKNOWN_FACTS: Facts = {
  asksOwnRelief: false,
  allegesOfficialMisconduct: false,
  proposesImprovement: false,
  privateParties: false,
  questionOnly: false,
  inOwnArea: true,
  subjectOwner: 'lowerLevel',
  needsFeedback: false,
  reviewWindowOpen: false,
  finalAfterReReview: false,
  aspect: '',
  riskLevel: 1,
  specialNeed: null,
  urgent: false,
  crossDistrict: false,
  needsPower: false,
  notCarriedOut: false,
};
