import type { WorkOut } from '../../replay/world.ts';
import { assignAgent } from './assign-agent.ts';
import { evaluateEscalation } from './evaluate-escalation.ts';
import { legalClock } from './legal-clock.ts';
import { loadPeriods } from './load-periods.ts';
import { nextLevel } from './next-level.ts';
import { extendDeadline, sendToUnit } from './unit-watch.ts';

/**
 * Topics whose answers follow from variables, tables and the time alone: their recorded answers would be wrong where these differ, so
 * they are worked out anew. On an unchanged flow they must answer what was recorded.
 */
export const RULES: ReadonlyMap<string, WorkOut> = new Map([
  ['assign-agent', assignAgent],
  ['evaluate-escalation', evaluateEscalation],
  ['extend-deadline', extendDeadline],
  ['load-periods', loadPeriods],
  ['next-level', nextLevel],
  ['send-to-unit', sendToUnit],
  ['start-confirmation-window', legalClock('confirmationDueAt')],
  ['start-handling-clock', legalClock('deadlineAt')],
  ['start-intake-clock', legalClock('intakeDueAt')],
  ['start-review-clock', legalClock('reviewDueAt', 'reviewReminderAt')],
  ['start-suggestion-clock', legalClock('replyDueAt', 'replyReminderAt')],
]);
