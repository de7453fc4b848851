import { duration, FeelDate, FeelDateTime, type FeelDuration } from 'feelin';

function isDate(value: unknown): value is FeelDate | FeelDateTime {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

/**
 * The whole months between two dates, as years and months (DMN 1.3, section 10.3.4.1); null for anything else.
 * The library's own function keeps the days that are left over.
 */
export function yearsAndMonths(from: unknown, to: unknown): FeelDuration | null {
  if (!isDate(from) || !isDate(to)) return null;
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const partial = months > 0 ? to.day < from.day : months < 0 && to.day > from.day;
  const whole = partial ? months - Math.sign(months) : months;
  return duration(`${whole < 0 ? '-' : ''}P${Math.abs(whole)}M`);
}
