import type { Matter } from './answers.ts';
import type { Draws } from './draws.ts';

/** Part of the unit's days that a task of the handling takes. */
const SHARES: Readonly<Record<string, number>> = {
  unitReceive: 0.06,
  hearPetitioner: 0.12,
  collectFacts: 0.45,
  cooperatingReply: 0.12,
  draftOpinion: 0.15,
  legalCheck: 0.05,
  approveOpinion: 0.05,
};

/** Days that other tasks take: from, to. What is not listed is done the next time somebody is at their desk. */
const DAYS: Readonly<Record<string, readonly [fromDays: number, toDays: number]>> = {
  completeSubmission: [0.5, 4],
  confirmClassification: [0.2, 2],
  decideCompetence: [0.5, 3],
  decideUnit: [0.5, 3],
  confirmMandate: [0.1, 1.2],
  contactPetitioner: [0.5, 3],
  solveLocally: [2, 11],
  diagnose: [0.5, 4],
  adviseFirstAgent: [0.5, 3],
  coordinateUnits: [2, 8],
  summariseCoordination: [0.5, 2],
  leaderDecision: [2, 10],
  visitInsteadOfSummons: [0.5, 3],
  holdHearing: [4, 14],
  carryOut: [3, 32],
  reportBack: [1, 5],
  explainResult: [0.5, 3],
  decideObjection: [0.5, 2],
  approveExtension: [0.2, 2],
  verifyReply: [0.5, 3],
  proposeAccountability: [1, 5],
  phoneVisit: [0.5, 3],
  explainRights: [0.5, 3],
  guideToReview: [0.5, 3],
  approveDocument: [0.1, 1],
  deliverInPerson: [1, 6],
  obtainFile: [1, 5],
  examine: [3, 11],
  decideReview: [1, 5],
  approveReview: [0.5, 3],
  electRepresentatives: [0.5, 3],
  jointReception: [1, 4],
  askConsent: [0.5, 2.5],
  expertOpinion: [1, 6],
  holdMediation: [2, 11],
  administrativeMediation: [5, 30],
  commercialMediation: [5, 30],
  notarise: [3, 15],
  draftAgreement: [0.5, 3],
  signAgreement: [0.2, 2],
  checkPerformance: [0.5, 7],
  protectPeople: [0, 0.2],
  screen: [1, 6],
  study: [5, 32],
  argue: [2, 11],
  concludeArgument: [1, 5],
  leaderInstructs: [1, 10],
  planConversion: [1, 5],
  convert: [20, 95],
  decideReward: [1, 8],
};

/** How many days a task lies with whoever has to do it. */
export function effortDaysOf(task: string, draws: Draws, matter: Matter): number {
  const share = SHARES[task];
  if (share !== undefined) return matter.handlingDays * share * draws.between(0.7, 1.3, 'effort');
  const [from, to] = DAYS[task] ?? [0, 1];
  return draws.between(from, to, 'effort');
}
