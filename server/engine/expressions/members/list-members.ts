import { equal } from '../comparison.ts';
import { type ElList, elInteger } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { textOf } from '../java-text.ts';
import { beanMembers, type MemberTable, method, wholeArgument } from './member-table.ts';

/** Methods of `java.util.List` that only read. */
export const listMembers: MemberTable<ElList> = beanMembers<ElList>(
  {},
  {
    size: method(0, (list) => elInteger(list.items.length)),
    isEmpty: method(0, (list) => list.items.length === 0),
    contains: method(1, (list, [sought = null]) => list.items.some((item) => equal(item, sought))),
    indexOf: method(1, (list, [sought = null]) => elInteger(list.items.findIndex((item) => equal(item, sought)))),
    get: method(1, (list, args) => {
      const at = wholeArgument(args, 0);
      const item = list.items[at];
      if (item === undefined) {
        throw new EvaluationFailure('other', `Index ${at} out of bounds for length ${list.items.length}`);
      }
      return item;
    }),
    toString: method<ElList>(0, (list) => textOf(list)),
  },
);
