import { toDouble, toLong } from '../coerce.ts';
import { equal, less } from '../comparison.ts';
import { type ElNumber, elInteger, elLong } from '../el-value.ts';
import { textOf } from '../java-text.ts';
import { doubleValue, longValue } from '../typed-value.ts';
import { beanMembers, type MemberTable, method } from './member-table.ts';

/** Methods of Java's number classes. */
export const numberMembers: MemberTable<ElNumber> = beanMembers<ElNumber>(
  {},
  {
    intValue: method(0, (number) => elInteger(Number(BigInt.asIntN(32, BigInt(toLong(number)))))),
    longValue: method(0, (number) => elLong(longValue(toLong(number)))),
    doubleValue: method(0, (number) => ({ type: 'Double', value: doubleValue(toDouble(number)) })),
    shortValue: method(0, (number) => ({
      type: 'Short',
      value: Number(BigInt.asIntN(16, BigInt(toLong(number)))),
    })),
    isNaN: method(0, (number) => Number.isNaN(toDouble(number))),
    isInfinite: method(0, (number) => Math.abs(toDouble(number)) === Number.POSITIVE_INFINITY),
    toString: method<ElNumber>(0, (number) => textOf(number)),
    equals: method(1, (number, [other]) => {
      return typeof other === 'object' && other !== null && other.type === number.type && other.value === number.value;
    }),
    compareTo: method(1, (number, [other = null]) =>
      elInteger(equal(number, other) ? 0 : less(number, other) ? -1 : 1),
    ),
  },
);
