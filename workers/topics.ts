import { archiveFile } from './archive-file.ts';
import { assignAgent } from './assign-agent.ts';
import { checkObjectionWindow } from './check-objection-window.ts';
import { closeSupervisionOrder } from './close-supervision-order.ts';
import { conclude } from './conclude.ts';
import { conflictCheck } from './conflict-check.ts';
import { detectDuplicate } from './detect-duplicate.ts';
import { divertToProcedure } from './divert-to-procedure.ts';
import { evaluateEscalation } from './evaluate-escalation.ts';
import { extendDeadline } from './extend-deadline.ts';
import { findCandidates } from './find-candidates.ts';
import { guardVisitCount } from './guard-visit-count.ts';
import { inviteRating } from './invite-rating.ts';
import { issueSupervisionOrder } from './issue-supervision-order.ts';
import type { Topic } from './job.ts';
import { loadPeriods } from './load-periods.ts';
import { mergeIntoOpen } from './merge-into-open.ts';
import { nextLevel } from './next-level.ts';
import { pinRules } from './pin-rules.ts';
import { reassignTasks } from './reassign-tasks.ts';
import { recordDecision } from './record-decision.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordOpinion } from './record-opinion.ts';
import { recordRating } from './record-rating.ts';
import { recordWithdrawal } from './record-withdrawal.ts';
import { renderDocument } from './render-document.ts';
import { reopenPetition } from './reopen-petition.ts';
import { reportUrgent } from './report-urgent.ts';
import { resolveUnits } from './resolve-units.ts';
import { sealAndNumber } from './seal-and-number.ts';
import { sealAndPass } from './seal-and-pass.ts';
import { sendDocument } from './send-document.ts';
import { sendReminder } from './send-reminder.ts';
import { sendToUnit } from './send-to-unit.ts';
import { startHandlingClock } from './start-handling-clock.ts';
import { startIntakeClock } from './start-intake-clock.ts';
import { validateSubmission } from './validate-submission.ts';

/** Every topic of the diagrams with the code that does it. */
export const TOPICS: readonly Topic[] = [
  archiveFile,
  assignAgent,
  checkObjectionWindow,
  closeSupervisionOrder,
  conclude,
  conflictCheck,
  detectDuplicate,
  divertToProcedure,
  evaluateEscalation,
  extendDeadline,
  findCandidates,
  guardVisitCount,
  inviteRating,
  issueSupervisionOrder,
  loadPeriods,
  mergeIntoOpen,
  nextLevel,
  pinRules,
  reassignTasks,
  recordDecision,
  recordDelivery,
  recordOpinion,
  recordRating,
  recordWithdrawal,
  renderDocument,
  reopenPetition,
  reportUrgent,
  resolveUnits,
  sealAndNumber,
  sealAndPass,
  sendDocument,
  sendReminder,
  sendToUnit,
  startHandlingClock,
  startIntakeClock,
  validateSubmission,
];
