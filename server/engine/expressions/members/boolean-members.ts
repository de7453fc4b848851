import { elInteger } from '../el-value.ts';
import { beanMembers, type MemberTable, method } from './member-table.ts';

/** Methods of `java.lang.Boolean`. */
export const booleanMembers: MemberTable<boolean> = beanMembers<boolean>(
  {},
  {
    booleanValue: method(0, (value) => value),
    equals: method(1, (value, [other]) => value === other),
    compareTo: method(1, (value, [other]) => elInteger(Number(value) - Number(other === true))),
    toString: method<boolean>(0, (value) => String(value)),
  },
);
