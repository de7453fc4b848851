import { type ElJsonPath, inTree } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { nodesOf, scalarOf } from './json-members.ts';
import { beanMembers, type MemberTable, method } from './member-table.ts';

function found({ path, found: json }: ElJsonPath): unknown {
  if (json === undefined) throw new EvaluationFailure('other', `Unable to find '${path}'`);
  return json;
}

/** What Spin's JSON path query offers. */
export const jsonPathMembers: MemberTable<ElJsonPath> = beanMembers<ElJsonPath>(
  {},
  {
    element: method(0, (query) => inTree(query, found(query))),
    elementList: method(0, (query) => nodesOf(found(query), query)),
    stringValue: method(0, (query) => scalarOf(found(query), 'string')),
    numberValue: method(0, (query) => scalarOf(found(query), 'number')),
    boolValue: method(0, (query) => scalarOf(found(query), 'boolean')),
  },
);
