import type { Draws } from './draws.ts';
import { MATTERS, type Subject } from './matters.ts';
import { areaPath, unitIdOf } from './places.ts';

const DAY_MS = 86_400_000;

/** Values of the variables a person sets by completing a task. */
export type Variables = Readonly<Record<string, string | number | boolean | Date>>;

/** What is known of the matter a task belongs to. */
export interface Matter {
  businessKey: string;
  areaCode: string;
  subject: Subject;
  /** The same text again: whoever is asked says it is one matter. */
  sentAgain: boolean;
  draws: Draws;
  /** Days from acceptance to the answer as far as it lies with the unit. */
  handlingDays: number;
}

/** Days the unit takes: median 18, 95 of 100 within 55, so that some miss the sixty (DEF, domain's test data). */
export const handlingDaysOf = (draws: Draws): number => draws.logNormal(18, 55, 'handling-days');

type Answer = (draws: Draws, matter: Matter, count: number, nowMs: number) => Variables;

/** Unit that a person names when the table leaves it open: the nearest that has power over the subject. */
function decideUnit(_draws: Draws, { areaCode, subject }: Matter): Variables {
  const role = MATTERS[subject].unitRole;
  const [, town = areaCode, district = areaCode] = areaPath(areaCode);
  return {
    leadUnitId: unitIdOf(role === 'town' ? town : district, role),
    cooperatingUnitIds: '',
    cooperatingUnitCount: 0,
  };
}

/** What people answer, by task. A task that is not listed needs no answer. `count` tells how many tasks of that name the matter had before. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  confirmClassification: () => ({ petitionKind: 'appeal', route: 'competence' }),
  // Asked once more, there was nothing open to merge with: the matter is taken as one of its own.
  decideCompetence: (_draws, { sentAgain }, count) =>
    sentAgain && count === 0
      ? { decision: 'merge', reasonCode: 'OPEN', notice: 'alreadyInHandlingNotice' }
      : { decision: 'forward', reasonCode: 'FORWARD', notice: 'acceptanceNotice', repeatConfirmed: true },
  decideUnit,
  assignByHand: (_draws, { areaCode }) => ({ assigneeId: `agent-${areaPath(areaCode).at(-1)}-1` }),
  confirmMandate: (draws) => ({ mandateConfirmed: draws.chance(0.95, 'mandate') }),
  contactPetitioner: (draws) => ({
    pathChoice: draws.weighted({ unit: 72, solveHere: 22, mediate: 4, suggest: 2 }, 'path'),
    safetyThreat: draws.chance(0.003, 'threat'),
  }),
  solveLocally: (draws) => ({ localSolved: draws.chance(0.75, 'solved') }),
  diagnose: (draws) => ({
    diagnosis: draws.weighted({ supervise: 50, advise: 25, coordinate: 15, tooHigh: 10 }, 'diagnosis'),
  }),
  summariseCoordination: (draws) => ({ coordinationSolved: draws.chance(0.3, 'solved') }),
  leaderDecision: (draws) => ({ leaderSolved: draws.chance(0.5, 'solved') }),
  unitReceive: (draws) => ({
    legalRoute: draws.weighted(
      { petition: 94, court: 2, arbitration: 2, reconsideration: 1, administrativeProcedure: 1 },
      'route',
    ),
  }),
  collectFacts: (draws) => ({
    hearingNeeded: draws.chance(0.02, 'hearing'),
    mediationPossible: draws.chance(0.03, 'mediation'),
  }),
  draftOpinion: (draws) => ({
    opinionResult: draws.weighted({ support: 60, explain: 28, notSupport: 12 }, 'opinion'),
  }),
  legalCheck: (draws, _matter, count) => ({ legalOk: count > 1 || draws.chance(0.95, 'ok') }),
  approveOpinion: (draws, _matter, count) => ({ opinionApproved: count > 1 || draws.chance(0.96, 'ok') }),
  decideObjection: (draws) => ({ objectionAccepted: draws.chance(0.5, 'accepted') }),
  approveExtension: (draws) => ({
    extensionApproved: draws.chance(0.9, 'approved'),
    extensionDays: draws.whole(10, 30, 'days'),
  }),
  verifyReply: (draws) => ({ verdict: draws.weighted({ corrected: 85, unfounded: 8, notAccepted: 7 }, 'verdict') }),
  phoneVisit: (draws) => ({ ...rate(draws), wantsReopen: draws.chance(0.02, 'reopen') }),
  explainRights: (draws) => ({ nextStep: draws.weighted({ reopen: 35, review: 40, recorded: 25 }, 'next') }),
  approveDocument: (draws, _matter, count) => ({ documentApproved: count > 1 || draws.chance(0.97, 'approved') }),
  deliverInPerson: (draws) => ({
    deliveryProof: draws.weighted({ signed: 90, witnesses: 8, publicNotice: 2 }, 'proof'),
  }),
  examine: (draws) => ({ hearingNeeded: draws.chance(0.15, 'hearing') }),
  decideReview: (draws) => ({
    reviewDecision: draws.weighted({ uphold: 78, change: 12, revokeAndRedo: 10 }, 'decision'),
  }),
  approveReview: () => ({ reviewApproved: true }),
  jointReception: (draws) => ({ splitDispute: draws.chance(0.1, 'split') }),
  askConsent: (draws) => ({ consents: draws.chance(0.97, 'consents') }),
  expertOpinion: (draws) => ({
    expertVerdict: draws.weighted({ support: 70, conditional: 20, against: 10 }, 'verdict'),
  }),
  holdMediation: mediate,
  administrativeMediation: mediate,
  commercialMediation: mediate,
  notarise: mediate,
  draftAgreement: (draws) => ({ oral: draws.chance(0.2, 'oral') }),
  signAgreement: () => ({ signed: true }),
  checkPerformance: (draws) => ({ performed: draws.chance(0.93, 'performed') }),
  screen: (draws) => ({
    screening: draws.weighted({ study: 55, inform: 25, outOfScope: 20 }, 'screening'),
    leaderWanted: draws.chance(0.1, 'leader'),
  }),
  study: (draws) => ({ studyResult: draws.weighted({ feasible: 50, partly: 30, no: 20 }, 'result') }),
  argue: (draws) => ({ argument: draws.weighted({ feasible: 45, partly: 30, no: 25 }, 'argument') }),
  concludeArgument: (draws) => ({ verdict: draws.weighted({ feasible: 15, partly: 25, no: 60 }, 'verdict') }),
  planConversion: (draws, _matter, _count, nowMs) => ({
    conversionKind: draws.oneOf(['policy', 'project', 'service'], 'kind'),
    conversionBy: new Date(nowMs + draws.whole(45, 120, 'days') * DAY_MS),
  }),
  decideReward: (draws) => ({ rewarded: draws.chance(0.1, 'rewarded') }),
};

function mediate(draws: Draws): Variables {
  return { mediationResult: draws.weighted({ agreed: 80, adjourned: 12, failed: 8 }, 'result') };
}

/** What a petitioner says afterwards; five of a hundred are not satisfied (DEF, domain's test data). */
export function rate(draws: Draws): { overall: string; carriedOut: string } {
  const overall = draws.weighted({ verySatisfied: 38, satisfied: 42, basically: 15, unsatisfied: 5 }, 'overall');
  const carriedOut = draws.weighted(
    overall === 'unsatisfied' ? { yes: 40, no: 40, partly: 20 } : { yes: 92, no: 1, partly: 7 },
    'done',
  );
  return { overall, carriedOut };
}
