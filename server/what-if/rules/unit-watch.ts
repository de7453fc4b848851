import { Duration } from 'luxon';
import type { StepAtWork, WorkOut } from '../../replay/world.ts';
import { asDate, askTable, numberOf, textOf, timeOf } from './read-step.ts';

interface UnitWatch {
  firstShare: number;
  secondShare: number;
  reminderBeforeMs: number;
  firstWorkingDays: number | null;
}

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** The end of the day in China `days` weekdays later. Days off are not looked at here. */
function afterWeekdays(fromMs: number, days: number): number {
  let day = Math.floor((fromMs + CHINA_MS) / DAY_MS);
  for (let left = days; left > 0; ) {
    day += 1;
    // The first day of 1970 was a Thursday.
    if ((day + 3) % 7 < 5) left -= 1;
  }
  return (day + 1) * DAY_MS - CHINA_MS - 1;
}

const durationMs = (text: string | null): number => (text === null ? 0 : Duration.fromISO(text).toMillis());

function unitWatch(step: StepAtWork): UnitWatch | undefined {
  const round = { type: 'Integer', value: numberOf(step.read('round')) ?? 1 };
  const [row] = askTable(step, 'unit-watch', { round });
  const [firstShare, secondShare] = [numberOf(row?.['firstShare']), numberOf(row?.['secondShare'])];
  if (firstShare === null || secondShare === null) return undefined;
  return {
    firstShare,
    secondShare,
    reminderBeforeMs: durationMs(textOf(row?.['reminderBefore'])),
    firstWorkingDays: numberOf(row?.['firstWorkingDays']),
  };
}

/** When the unit is due, and when it is looked at before that, by table `unit-watch`. */
export const sendToUnit: WorkOut = (step) => {
  const watch = unitWatch(step);
  const legal = timeOf(step.read('deadlineAt'));
  if (!watch || legal === null) return {};
  const sentAt = timeOf(step.recorded['sentAt']) ?? step.now;
  const rework = durationMs(textOf(step.read('reworkPeriod')));
  const due = (numberOf(step.read('round')) ?? 1) > 1 ? Math.max(legal, sentAt + rework) : legal;
  const firstLookAt =
    watch.firstWorkingDays === null
      ? sentAt + Math.ceil((due - sentAt) * watch.firstShare)
      : Math.min(afterWeekdays(sentAt, watch.firstWorkingDays), due);
  return {
    sentAt: asDate(sentAt),
    unitDueAt: asDate(due),
    unitReminderAt: asDate(Math.max(due - watch.reminderBeforeMs, sentAt)),
    halfTimeAt: asDate(firstLookAt),
    eightyPercentAt: asDate(sentAt + Math.ceil((due - sentAt) * watch.secondShare)),
  };
};

/** How long before the extended deadline the unit is reminded, by table `unit-watch`. */
export const extendDeadline: WorkOut = (step) => {
  const watch = unitWatch(step);
  const due = timeOf(step.recorded['unitDueAt']);
  if (!watch || due === null) return {};
  return { unitReminderAt: asDate(Math.max(due - watch.reminderBeforeMs, step.now)) };
};
