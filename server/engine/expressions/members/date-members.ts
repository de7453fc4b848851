import { type ElDate, type ElValue, elInteger, elLong, epochOf } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { javaClass, textOf } from '../java-text.ts';
import { beanMembers, type MemberTable, method } from './member-table.ts';

function otherEpoch(other: ElValue | undefined): number {
  if (typeof other === 'object' && other !== null && other.type === 'Date') return epochOf(other);
  throw new EvaluationFailure('other', `Cannot coerce from class ${javaClass(other ?? null)} to class java.util.Date`);
}

/** Members of `java.util.Date` that do not depend on a zone. */
export const dateMembers: MemberTable<ElDate> = beanMembers<ElDate>(
  { time: (date) => elLong(epochOf(date)) },
  {
    before: method(1, (date, [other]) => epochOf(date) < otherEpoch(other)),
    after: method(1, (date, [other]) => epochOf(date) > otherEpoch(other)),
    compareTo: method(1, (date, [other]) => elInteger(Math.sign(epochOf(date) - otherEpoch(other)))),
    equals: method(1, (date, [other]) => {
      return typeof other === 'object' && other !== null && other.type === 'Date' && other.value === date.value;
    }),
    toString: method<ElDate>(0, (date) => textOf(date)),
  },
);
