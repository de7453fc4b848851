import type { Script, TaskAnswer } from './script.ts';

/** What people usually answer; a script says what is different. A task that is not listed needs no answer. */
export const USUAL_ANSWERS: Readonly<Record<string, TaskAnswer>> = {
  confirmClassification: { petitionKind: 'appeal', route: 'competence' },
  decideCompetence: {
    decision: 'forward',
    reasonCode: 'FORWARD',
    notice: 'acceptanceNotice',
    repeatConfirmed: true,
  },
  askConsent: { consents: true },
  expertOpinion: { expertVerdict: 'support' },
  holdMediation: { mediationResult: 'agreed' },
  commercialMediation: { mediationResult: 'agreed' },
  notarise: { mediationResult: 'agreed' },
  draftAgreement: { oral: false },
  signAgreement: { signed: true },
  checkPerformance: { performed: true },
  jointReception: { splitDispute: false },
  approveDocument: { documentApproved: true },
  deliverInPerson: { deliveryProof: 'signed' },
  confirmMandate: { mandateConfirmed: true },
  contactPetitioner: { pathChoice: 'unit', safetyThreat: false },
  solveLocally: { localSolved: true },
  summariseCoordination: { coordinationSolved: false },
  leaderDecision: { leaderSolved: false },
  unitReceive: { legalRoute: 'petition' },
  collectFacts: { hearingNeeded: false, mediationPossible: false },
  draftOpinion: { opinionResult: 'support' },
  legalCheck: { legalOk: true },
  approveOpinion: { opinionApproved: true },
  decideObjection: { objectionAccepted: false },
  approveExtension: { extensionApproved: true },
  verifyReply: { verdict: 'corrected' },
  phoneVisit: { overall: 'satisfied', carriedOut: 'yes', wantsReopen: false },
  explainRights: { nextStep: 'recorded' },
};

/** Days a task lies with whoever has to do it; one that is not listed is done at once. */
export const EFFORT_DAYS: Readonly<Record<string, number>> = {
  answerOnSpot: 0,
  askConsent: 1,
  expertOpinion: 2,
  holdMediation: 4,
  commercialMediation: 6,
  notarise: 6,
  draftAgreement: 1,
  checkPerformance: 1,
  electRepresentatives: 1,
  jointReception: 1,
  reportBack: 1,
  guideToReview: 1,
  decideUnit: 1,
  contactPetitioner: 1,
  solveLocally: 5,
  diagnose: 1,
  adviseFirstAgent: 1,
  coordinateUnits: 3,
  summariseCoordination: 1,
  leaderDecision: 4,
  unitReceive: 1,
  hearPetitioner: 2,
  visitInsteadOfSummons: 1,
  collectFacts: 6,
  cooperatingReply: 3,
  draftOpinion: 2,
  legalCheck: 1,
  approveOpinion: 1,
  carryOut: 5,
  explainResult: 1,
  verifyReply: 1,
  decideObjection: 1,
  approveExtension: 1,
  explainRights: 1,
};

const handled = { state: 'archived', passes: ['deliverAcceptanceNotice', 'petitionHandling', 'explained'] } as const;
const mediated = {
  state: 'concluded',
  outcome: 'mediated',
  passes: ['disputeMediation', 'registerAgreement', 'settled'],
} as const;
const suggested = {
  state: 'transferred',
  outcome: 'startSuggestion',
  passes: ['startSuggestion', 'suggestionHandedOver'],
} as const;
const answered = { state: 'concluded', outcome: 'answeredOnSpot', passes: ['answeredOnSpot'] } as const;
const sealedAway = {
  state: 'sealed',
  sealed: true,
  passes: ['sealAndPass', 'sealed'],
  avoids: ['sendToUnit'],
} as const;

/** The agent tries to settle it in the community and fails, so the town advises. */
const localFailure = {
  contactPetitioner: { pathChoice: 'solveHere', safetyThreat: false },
  solveLocally: { localSolved: false },
} as const;

/** What the people of each sample decide, by the number of the sample. */
export const SCRIPTS: readonly Script[] = [
  {
    number: 1,
    expected: 'accept; lead town, housing cooperates',
    answers: localFailure,
    expects: { ...handled, lead: 'town', cooperating: ['housing'], firstLevel: 'community', highestLevel: 'town' },
  },
  {
    number: 2,
    expected: 'forward to town',
    idleUntilEscalations: { collectFacts: 1 },
    diagnosis: { town: 'supervise' },
    expects: { ...handled, decision: 'forward', lead: 'town', highestLevel: 'town', orders: 1 },
  },
  {
    number: 3,
    expected: 'collective (8); town; may mediate; 5 representatives',
    expects: { ...handled, lead: 'housing', firstLevel: 'town', passes: ['collectivePetition', 'petitionHandling'] },
  },
  {
    number: 4,
    expected: 'mandate to housing',
    initiative: {
      whileOpen: 'collectFacts',
      message: 'extension-request',
      body: { days: 20, reason: '需向开发企业和测绘机构补调历史资料' },
    },
    answers: { approveExtension: { extensionApproved: true, extensionDays: 20 } },
    expects: { ...handled, decision: 'mandate', lead: 'housing', passes: ['petitionHandling', 'extended'] },
  },
  {
    number: 5,
    expected: 'mandate to naturalResources',
    answers: localFailure,
    diagnosis: { town: 'tooHigh', district: 'tooHigh', city: 'tooHigh' },
    expects: {
      ...handled,
      decision: 'mandate',
      lead: 'naturalResources',
      firstLevel: 'community',
      highestLevel: 'city',
      passes: ['leaderDecision', 'petitionHandling'],
    },
  },
  { number: 6, expected: 'answer on spot; offer petition', expects: answered },
  {
    number: 7,
    expected: 'collective; town; risk 3; labourInspection',
    expects: {
      ...handled,
      lead: 'labourInspection',
      firstLevel: 'town',
      passes: ['collectivePetition', 'jointReception', 'petitionHandling', 'deliverMemberCopies'],
    },
  },
  {
    number: 8,
    expected: 'labourInspection; arbitration advice',
    answers: { unitReceive: { legalRoute: 'arbitration' } },
    expects: {
      state: 'archived',
      outcome: 'arbitration',
      lead: 'labourInspection',
      cooperating: ['arbitrationGuidance'],
      passes: ['divertToProcedure'],
    },
  },
  { number: 9, expected: 'peoples, risk 1', expects: mediated },
  {
    number: 10,
    expected: 'notary, then peoples',
    expects: { ...mediated, passes: ['notarise', 'registerAgreement', 'settled'] },
  },
  {
    number: 11,
    expected: 'town; fire safety mark',
    unit: { lead: 'town' },
    initiative: { whileOpen: 'collectFacts', message: 'withdrawal', body: { reason: '过道已经清理干净' } },
    expects: { state: 'withdrawn', lead: 'town', passes: ['reportUrgent', 'decideUnit', 'withdrawn'] },
  },
  {
    number: 12,
    expected: 'ecology, cityManagement cooperate',
    idleUntilEscalations: { collectFacts: 2 },
    // Twice supervised, the unit makes haste and keeps the deadline.
    effortDays: { cooperatingReply: 1, draftOpinion: 1, carryOut: 2 },
    diagnosis: { town: 'supervise', district: 'supervise' },
    expects: { ...handled, lead: 'ecology', cooperating: ['cityManagement'], highestLevel: 'district', orders: 2 },
  },
  {
    number: 13,
    expected: 'ecology; urgent report',
    expects: { ...handled, lead: 'ecology', passes: ['reportUrgent', 'petitionHandling'] },
  },
  { number: 14, expected: 'study, short track', expects: suggested },
  { number: 15, expected: 'study; argue', expects: suggested },
  { number: 16, expected: 'study; merge with same idea', expects: suggested },
  { number: 17, expected: 'seal; discipline inspection; never to that street office', expects: sealedAway },
  {
    number: 18,
    expected: 'seal; recusal of the whole community team',
    expects: { ...sealedAway, avoids: ['sendToUnit', 'assignFirstAgent'] },
  },
  {
    number: 19,
    expected: "decline; guide to the court's procedures",
    expects: {
      state: 'declined',
      outcome: 'COURT',
      decision: 'decline',
      passes: ['deliverDeclineNotice'],
      avoids: ['sendToUnit'],
    },
  },
  { number: 20, expected: 'answer; administrative reconsideration', expects: answered },
  {
    number: 21,
    expected: 'education',
    answers: localFailure,
    expects: { ...handled, lead: 'education', highestLevel: 'town' },
  },
  {
    number: 22,
    expected: 'marketSupervision, education',
    unit: { lead: 'marketSupervision', cooperating: ['education'] },
    answers: { draftOpinion: { opinionResult: 'explain' } },
    expects: { ...handled, lead: 'marketSupervision', cooperating: ['education'], outcome: 'explain' },
  },
  { number: 23, expected: 'peoples or industry mediation', expects: mediated },
  {
    number: 24,
    expected: 'medical mediation committee, panel',
    expects: { ...mediated, passes: ['askConsent', 'expertOpinion', 'registerAgreement', 'settled'] },
  },
  {
    number: 25,
    expected: 'town; agriculture, audit cooperate',
    unit: { lead: 'town', cooperating: ['agriculture', 'audit'] },
    initiative: {
      whileOpen: 'unitReceive',
      message: 'unit-objection',
      body: { reason: '机动地发包合同由村集体签订，我单位认为应由农业农村部门主办。' },
    },
    expects: {
      ...handled,
      lead: 'town',
      cooperating: ['agriculture', 'audit'],
      passes: ['decideObjection', 'petitionHandling'],
    },
  },
  {
    number: 26,
    expected: 'civilAffairs; home visit',
    idleUntilEscalations: { collectFacts: 1 },
    diagnosis: { town: 'supervise' },
    expects: { ...handled, lead: 'civilAffairs', highestLevel: 'town', orders: 1 },
  },
  {
    number: 27,
    expected: 'peoples; risk 2; panel with lawyer',
    expects: { ...mediated, passes: ['askConsent', 'expertOpinion', 'registerAgreement', 'settled'] },
  },
  {
    number: 28,
    expected: 'commercial',
    expects: { ...mediated, passes: ['commercialMediation', 'registerAgreement', 'settled'] },
  },
  {
    number: 29,
    expected: 'repeat (not carried out): reopen + supervise',
    unit: { lead: 'cityManagement' },
    diagnosis: { town: 'supervise', district: 'advise' },
    ratings: [
      { overall: 'unsatisfied', carriedOut: 'no', wantsReopen: true },
      { overall: 'satisfied', carriedOut: 'yes' },
    ],
    answers: { explainRights: [{ nextStep: 'reopen' }, { nextStep: 'recorded' }] },
    expects: { ...handled, round: 2, orders: 1, highestLevel: 'district', passes: ['reopenPetition', 'superviseUnit'] },
  },
  {
    number: 30,
    expected: 'redirect to review; inside 30 d',
    expects: {
      state: 'redirected',
      outcome: 'USE_REVIEW',
      decision: 'redirect',
      passes: ['redirectedToReview'],
      avoids: ['sendToUnit'],
    },
  },
];
