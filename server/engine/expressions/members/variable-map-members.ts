import { type ElValue, type ElVariableMap, elInteger, fromTyped } from '../el-value.ts';
import { beanMembers, type MemberTable, method, textArgument } from './member-table.ts';

/** A variable by its name; null when there is none. */
export function mapEntry({ variables }: ElVariableMap, name: string): ElValue {
  const typed = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return typed === undefined ? null : fromTyped(typed);
}

/** What `execution.getVariables()` answers: the methods of a map that only read. A property is a variable. */
export const variableMapMembers: MemberTable<ElVariableMap> = beanMembers<ElVariableMap>(
  {},
  {
    get: method(1, (map, args) => mapEntry(map, textArgument(args, 0))),
    getValue: method(1, (map, args) => mapEntry(map, textArgument(args, 0))),
    containsKey: method(1, ({ variables }, args) => Object.hasOwn(variables, textArgument(args, 0))),
    keySet: method(0, ({ variables }) => ({ type: 'List', items: Object.keys(variables) })),
    values: method(0, ({ variables }) => ({ type: 'List', items: Object.values(variables).map(fromTyped) })),
    size: method(0, ({ variables }) => elInteger(Object.keys(variables).length)),
    isEmpty: method(0, ({ variables }) => Object.keys(variables).length === 0),
  },
);
