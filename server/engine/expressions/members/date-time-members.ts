import { DateTime } from 'luxon';
import { type ElDateTime, type ElValue, elDate, elInteger, elLong } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { javaClass, textOf } from '../java-text.ts';
import { beanMembers, type MemberTable, type Method, method, textArgument, wholeArgument } from './member-table.ts';

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'millis'] as const;

function local(moment: ElDateTime): DateTime {
  return DateTime.fromMillis(moment.epochMs, { zone: moment.zone });
}
function at(moment: ElDateTime, time: DateTime): ElDateTime {
  return { ...moment, epochMs: time.toMillis() };
}

function shifts(): Record<string, Method<ElDateTime>> {
  const methods: Record<string, Method<ElDateTime>> = {};
  for (const unit of UNITS) {
    const name = unit.charAt(0).toUpperCase() + unit.slice(1);
    const shift = (moment: ElDateTime, count: number): ElDateTime => {
      return at(moment, local(moment).plus({ [unit === 'millis' ? 'milliseconds' : unit]: count }));
    };
    methods[`plus${name}`] = method(1, (moment, args) => shift(moment, wholeArgument(args, 0)));
    methods[`minus${name}`] = method(1, (moment, args) => shift(moment, -wholeArgument(args, 0)));
  }
  return methods;
}

/** `withHourOfDay(8)` and its like: one field set, refused outside its range as Joda refuses it. */
const FIELDS = {
  withYear: 'year',
  withMonthOfYear: 'month',
  withDayOfMonth: 'day',
  withDayOfWeek: 'weekday',
  withHourOfDay: 'hour',
  withMinuteOfHour: 'minute',
  withSecondOfMinute: 'second',
  withMillisOfSecond: 'millisecond',
} as const;

function setters(): Record<string, Method<ElDateTime>> {
  const methods: Record<string, Method<ElDateTime>> = {};
  for (const [name, field] of Object.entries(FIELDS)) {
    methods[name] = method(1, (moment, args) => {
      const value = wholeArgument(args, 0);
      const time = local(moment).set({ [field]: value });
      if (time[field] !== value) {
        throw new EvaluationFailure('other', `Value ${value} for ${field} must be in the range of the field`);
      }
      return at(moment, time);
    });
  }
  return methods;
}

/** Letters of a pattern that mean the same to Joda as to Luxon. */
const PATTERN = new Set('yyyy yy MMMM MMM MM M dd d HH H hh h mm m ss s SSS a EEEE EEE'.split(' '));

/** The moment as a pattern like `yyyy-MM-dd HH:mm` says. @throws EvaluationFailure for letters that are not known */
function formatted(moment: ElDateTime, pattern: string): string {
  const runs = pattern.replaceAll(/'[^']*'/g, '').match(/([A-Za-z])\1*/g) ?? [];
  const unknown = runs.find((run) => !PATTERN.has(run));
  if (unknown !== undefined)
    throw new EvaluationFailure('other', `the pattern letters '${unknown}' are not known here`);
  return local(moment).setLocale('en').toFormat(pattern);
}

function otherMoment(other: ElValue | undefined): number {
  if (typeof other === 'object' && other !== null && other.type === 'DateTime') return other.epochMs;
  throw new EvaluationFailure(
    'other',
    `Cannot coerce from class ${javaClass(other ?? null)} to class org.joda.time.DateTime`,
  );
}

/** What `dateTime()` answers: the part of `org.joda.time.DateTime` that due dates are calculated with. */
export const dateTimeMembers: MemberTable<ElDateTime> = beanMembers<ElDateTime>(
  {
    millis: (moment) => elLong(moment.epochMs),
    year: (moment) => elInteger(local(moment).year),
    monthOfYear: (moment) => elInteger(local(moment).month),
    dayOfMonth: (moment) => elInteger(local(moment).day),
    dayOfWeek: (moment) => elInteger(local(moment).weekday),
    dayOfYear: (moment) => elInteger(local(moment).ordinal),
    hourOfDay: (moment) => elInteger(local(moment).hour),
    minuteOfHour: (moment) => elInteger(local(moment).minute),
    secondOfMinute: (moment) => elInteger(local(moment).second),
  },
  {
    ...shifts(),
    ...setters(),
    withTimeAtStartOfDay: method(0, (moment) => at(moment, local(moment).startOf('day'))),
    toDate: method(0, (moment) => elDate(moment.epochMs)),
    isBefore: method(1, (moment, [other]) => moment.epochMs < otherMoment(other)),
    isAfter: method(1, (moment, [other]) => moment.epochMs > otherMoment(other)),
    isBeforeNow: method(0, (moment, _args, { now }) => moment.epochMs < now),
    isAfterNow: method(0, (moment, _args, { now }) => moment.epochMs > now),
    // The type is named, as every object has a method of this name already.
    toString: {
      min: 0,
      max: 1,
      call: (moment: ElDateTime, args) =>
        args.length === 0 ? textOf(moment) : formatted(moment, textArgument(args, 0)),
    },
  },
);
