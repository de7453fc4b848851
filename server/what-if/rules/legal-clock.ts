import type { Variables } from '../../engine/engine.ts';
import type { StepAtWork, WorkOut } from '../../replay/world.ts';
import { asDate, numberOf, textOf, timeOf } from './read-step.ts';

const DAY_MS = 86_400_000;
/** Calendar days that so many working days take. */
const DAYS_PER_WORKDAY = 7 / 5;

/**
 * A clock that begins a period of table `statutory-deadline`: where the table says another number of days than it did, its dates move
 * by as many. Holidays at the new end are not looked at.
 */
export const legalClock =
  (...dates: readonly string[]): WorkOut =>
  (step) => {
    const moved = movedByMs(step);
    const changed: Variables = {};
    if (moved === 0) return changed;
    for (const name of dates) {
      const at = timeOf(step.recorded[name]);
      if (at !== null) changed[name] = asDate(at + moved);
    }
    return changed;
  };

function movedByMs({ read, was }: StepAtWork): number {
  const [is, before] = [numberOf(read('amount')), numberOf(was('amount'))];
  if (is === null || before === null) return 0;
  const days = textOf(read('unit')) === 'workday' ? DAYS_PER_WORKDAY : 1;
  return Math.round((is - before) * days) * DAY_MS;
}
