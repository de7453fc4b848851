import { type ElDecisionResult, type ElDecisionRow, type ElValue, elInteger, fromTyped, toJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { beanMembers, type MemberTable, method, textArgument, wholeArgument } from './member-table.ts';

/** A row by its place. @throws EvaluationFailure when there are not so many */
export function rowAt({ rows }: ElDecisionResult, at: number): ElValue {
  const row = rows[at];
  if (row === undefined) throw new EvaluationFailure('other', `Index ${at} out of bounds for length ${rows.length}`);
  return { type: 'decisionRow', row };
}

/** An output of a row; null when the row lacks it. */
export function rowEntry({ row }: ElDecisionRow, name: string): ElValue {
  const typed = Object.hasOwn(row, name) ? row[name] : undefined;
  return typed === undefined ? null : fromTyped(typed);
}

function firstRow({ rows: [row] }: ElDecisionResult): ElDecisionRow | null {
  return row === undefined ? null : { type: 'decisionRow', row };
}

function singleRow(result: ElDecisionResult): ElDecisionRow | null {
  if (result.rows.length <= 1) return firstRow(result);
  const shown = JSON.stringify(toJson(result));
  const reason = `DMN-01011 Unable to get single decision result as it has more than one result '${shown}'`;
  throw new EvaluationFailure('other', reason);
}

function firstEntry(row: ElDecisionRow | null): ElValue {
  const name = row === null ? undefined : Object.keys(row.row)[0];
  return row === null || name === undefined ? null : rowEntry(row, name);
}

function singleEntry(row: ElDecisionRow | null): ElValue {
  if (row === null || Object.keys(row.row).length <= 1) return firstEntry(row);
  const shown = JSON.stringify(toJson(row));
  const reason = `DMN-01010 Unable to get single decision result entry as it has more than one entry '${shown}'`;
  throw new EvaluationFailure('other', reason);
}

/** What `decisionResult` offers in the output mappings of a business rule task. */
export const decisionResultMembers: MemberTable<ElDecisionResult> = beanMembers<ElDecisionResult>(
  {
    singleResult: singleRow,
    firstResult: firstRow,
    singleEntry: (result) => singleEntry(singleRow(result)),
    resultList: (result) => ({ type: 'Json', json: toJson(result) }),
  },
  {
    collectEntries: method(1, ({ rows }, args) => {
      const name = textArgument(args, 0);
      const items = rows
        .filter((row) => Object.hasOwn(row, name))
        .map((row) => rowEntry({ type: 'decisionRow', row }, name));
      return { type: 'List', items };
    }),
    get: method(1, (result, args) => rowAt(result, wholeArgument(args, 0))),
    size: method(0, ({ rows }) => elInteger(rows.length)),
    isEmpty: method(0, ({ rows }) => rows.length === 0),
  },
);

/** What one row of `decisionResult` offers; its outputs are properties too. */
export const decisionRowMembers: MemberTable<ElDecisionRow> = beanMembers<ElDecisionRow>(
  { singleEntry, firstEntry },
  {
    getEntry: method(1, (row, args) => rowEntry(row, textArgument(args, 0))),
    get: method(1, (row, args) => rowEntry(row, textArgument(args, 0))),
    containsKey: method(1, ({ row }, args) => Object.hasOwn(row, textArgument(args, 0))),
    size: method(0, ({ row }) => elInteger(Object.keys(row).length)),
  },
);
