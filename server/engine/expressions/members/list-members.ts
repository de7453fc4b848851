import { type ElList, type ElValue, elInteger, toJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { textOf } from '../java-text.ts';
import { beanMembers, type MemberTable, method, wholeArgument } from './member-table.ts';

/** Equal as values of lists are: text and number differ, Integer and Long do not. */
function sameItem(item: ElValue, sought: ElValue): boolean {
  return JSON.stringify(toJson(item)) === JSON.stringify(toJson(sought));
}

/** Methods of `java.util.List` that only read. */
export const listMembers: MemberTable<ElList> = beanMembers<ElList>(
  {},
  {
    size: method(0, (list) => elInteger(list.items.length)),
    isEmpty: method(0, (list) => list.items.length === 0),
    contains: method(1, (list, [sought = null]) => list.items.some((item) => sameItem(item, sought))),
    indexOf: method(1, (list, [sought = null]) => elInteger(list.items.findIndex((item) => sameItem(item, sought)))),
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
