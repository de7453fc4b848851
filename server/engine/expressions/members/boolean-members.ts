import { beanMembers, type MemberTable, method } from './member-table.ts';

/** Methods of `java.lang.Boolean`. */
export const booleanMembers: MemberTable<boolean> = beanMembers<boolean>(
  {},
  {
    booleanValue: method(0, (value) => value),
    equals: method(1, (value, [other]) => value === other),
    toString: method<boolean>(0, (value) => String(value)),
  },
);
