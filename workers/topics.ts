import { aggregateCells } from './aggregate-cells.ts';
import { archiveFile } from './archive-file.ts';
import { assignAgent } from './assign-agent.ts';
import { checkObjectionWindow } from './check-objection-window.ts';
import { checkReviewWindow } from './check-review-window.ts';
import { closeDispute } from './close-dispute.ts';
import { closeSuggestion } from './close-suggestion.ts';
import { closeSupervisionOrder } from './close-supervision-order.ts';
import { collectOpinions } from './collect-opinions.ts';
import { conclude } from './conclude.ts';
import { conflictCheck } from './conflict-check.ts';
import { dedupeWarning } from './dedupe-warning.ts';
import { detectDuplicate } from './detect-duplicate.ts';
import { divertToProcedure } from './divert-to-procedure.ts';
import { evaluateEscalation } from './evaluate-escalation.ts';
import { extendDeadline } from './extend-deadline.ts';
import { findCandidates } from './find-candidates.ts';
import { guardVisitCount } from './guard-visit-count.ts';
import { ingestChannel } from './ingest-channel.ts';
import { inviteExperts } from './invite-experts.ts';
import { inviteRating } from './invite-rating.ts';
import { issueSupervisionOrder } from './issue-supervision-order.ts';
import type { Topic } from './job.ts';
import { listMembers } from './list-members.ts';
import { listProposers } from './list-proposers.ts';
import { loadPeriods } from './load-periods.ts';
import { markFinal } from './mark-final.ts';
import { measureEffect } from './measure-effect.ts';
import { mergeIntoOpen } from './merge-into-open.ts';
import { mergeSuggestion } from './merge-suggestion.ts';
import { nextLevel } from './next-level.ts';
import { pauseClock } from './pause-clock.ts';
import { pinRules } from './pin-rules.ts';
import { publishConversion } from './publish-conversion.ts';
import { reassignTasks } from './reassign-tasks.ts';
import { recordDecision } from './record-decision.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordInstruction } from './record-instruction.ts';
import { recordOpinion } from './record-opinion.ts';
import { recordRating } from './record-rating.ts';
import { recordRepresentatives } from './record-representatives.ts';
import { recordReview } from './record-review.ts';
import { recordScreening } from './record-screening.ts';
import { recordStatement } from './record-statement.ts';
import { recordWithdrawal } from './record-withdrawal.ts';
import { registerAgreement } from './register-agreement.ts';
import { renderDocument } from './render-document.ts';
import { reopenPetition } from './reopen-petition.ts';
import { reportUrgent } from './report-urgent.ts';
import { resolveUnits } from './resolve-units.ts';
import { resumeClock } from './resume-clock.ts';
import { screenDispute } from './screen-dispute.ts';
import { screenSuggestion } from './screen-suggestion.ts';
import { sealAndNumber } from './seal-and-number.ts';
import { sealAndPass } from './seal-and-pass.ts';
import { sendDocument } from './send-document.ts';
import { sendReminder } from './send-reminder.ts';
import { sendToCourt } from './send-to-court.ts';
import { sendToUnit } from './send-to-unit.ts';
import { startConfirmationWindow } from './start-confirmation-window.ts';
import { startHandlingClock } from './start-handling-clock.ts';
import { startIntake } from './start-intake.ts';
import { startIntakeClock } from './start-intake-clock.ts';
import { startReview } from './start-review.ts';
import { startReviewClock } from './start-review-clock.ts';
import { startSuggestion } from './start-suggestion.ts';
import { startSuggestionClock } from './start-suggestion-clock.ts';
import { validateSubmission } from './validate-submission.ts';

/** Every topic of the diagrams with the code that does it. */
export const TOPICS: readonly Topic[] = [
  measureEffect,
  ingestChannel,
  dedupeWarning,
  aggregateCells,
  archiveFile,
  assignAgent,
  checkObjectionWindow,
  checkReviewWindow,
  closeDispute,
  closeSuggestion,
  closeSupervisionOrder,
  collectOpinions,
  conclude,
  conflictCheck,
  detectDuplicate,
  divertToProcedure,
  evaluateEscalation,
  extendDeadline,
  findCandidates,
  guardVisitCount,
  inviteExperts,
  inviteRating,
  issueSupervisionOrder,
  listMembers,
  listProposers,
  loadPeriods,
  markFinal,
  mergeIntoOpen,
  mergeSuggestion,
  nextLevel,
  pauseClock,
  pinRules,
  publishConversion,
  reassignTasks,
  recordDecision,
  recordDelivery,
  recordInstruction,
  recordOpinion,
  recordRating,
  recordRepresentatives,
  recordReview,
  recordScreening,
  recordStatement,
  recordWithdrawal,
  registerAgreement,
  renderDocument,
  reopenPetition,
  reportUrgent,
  resolveUnits,
  resumeClock,
  screenDispute,
  screenSuggestion,
  sealAndNumber,
  sealAndPass,
  sendDocument,
  sendReminder,
  sendToCourt,
  sendToUnit,
  startConfirmationWindow,
  startHandlingClock,
  startIntake,
  startIntakeClock,
  startReview,
  startReviewClock,
  startSuggestion,
  startSuggestionClock,
  validateSubmission,
];
