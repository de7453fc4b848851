import type { Rows } from '../engine/changed-rows.ts';
import type { Changes } from '../engine/changes.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Instance } from '../engine/state.ts';
import { type CommittedBatch, externalTaskFacts, jobFacts, newCommittedBatch } from './committed-batch.ts';
import { historicActivityTable } from './history/activity-instance.ts';
import { historicDecisionTable } from './history/decision.ts';
import { historicDetailTable } from './history/detail.ts';
import { externalTaskLogTable } from './history/external-task-log.ts';
import { historicIdentityLinkTable } from './history/identity-link.ts';
import { historicIncidentTable } from './history/incident.ts';
import { jobLogTable } from './history/job-log.ts';
import { type LargeValue, largeValueTable } from './history/large-value.ts';
import { historicInstanceTable } from './history/process-instance.ts';
import { historicTaskTable } from './history/task.ts';
import { type UserOperation, userOperationTable } from './history/user-operation.ts';
import { historicVariableTable } from './history/variable.ts';
import { isLarge, type LargeValues, withReferences } from './large-values.ts';
import { missingValue, type RequiredColumns } from './required-columns.ts';
import { externalTaskTable } from './runtime/external-task.ts';
import { incidentTable } from './runtime/incident.ts';
import { instanceTable } from './runtime/instance.ts';
import { jobTable } from './runtime/job.ts';
import { type JobInput, jobInputTable } from './runtime/job-input.ts';
import { subscriptionTable } from './runtime/subscription.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Table } from './table.ts';
import { toValueColumns, type ValueColumns } from './typed-value-columns.ts';

/** One row to be put, as the JSON text of its values in column order, or removed (null). */
export interface RowChange {
  readonly table: Table<unknown>;
  readonly id: string;
  /** Once it is in the journal, a piece of its line. */
  text: string | null;
  /** Rows of another table that belong to this one; all that stood there before are replaced. */
  readonly links?: readonly string[] | undefined;
}

/** What one command writes: a copy, which later runs on the same family do not touch. */
export interface ChangeRows {
  readonly rows: RowChange[];
  /** Families named by the rows. */
  readonly rootIds: Set<string>;
  readonly committed: CommittedBatch;
  /** Length of its texts, for bounding a batch. */
  characters: number;
  /** Why the database would refuse a row of it. */
  refused: Error | undefined;
}

/** What a command writes beside the engine's changes: durable together with them, or not at all. */
export interface Alongside {
  userOperations?: readonly UserOperation[];
  /** Changes of rows that belong to no family. */
  changes?: Changes;
  /** What jobs without a process have still to do; null for nothing any more. */
  jobInputs?: ReadonlyMap<string, JobInput | null>;
}

/** Copies the changes of one run into rows. Must be called before anything else runs on the same families. */
export function changeRows(
  changes: Changes,
  large: LargeValues,
  alongside: Alongside,
  required: RequiredColumns,
): ChangeRows {
  const result: Result = {
    rows: [],
    rootIds: new Set(),
    committed: newCommittedBatch(),
    characters: 0,
    refused: undefined,
    required,
  };
  addChanges(result, changes, large);
  if (alongside.changes) addChanges(result, alongside.changes, large);
  for (const [id, input] of alongside.jobInputs ?? []) {
    result.rows.push({ table: jobInputTable, id, text: input && rowText(result, jobInputTable, input) });
  }
  for (const operation of alongside.userOperations ?? []) addRow(result, userOperationTable, operation);
  return result;
}

interface HistoryRow {
  id: string;
  rootId: string | null;
}

interface Result extends ChangeRows {
  readonly required: RequiredColumns;
}

function addChanges(result: Result, changes: Changes, large: LargeValues): void {
  addInstances(result, changes.instances, large);
  addRuntime(result, externalTaskTable, changes.externalTasks);
  addUserTasks(result, changes.userTasks);
  addRuntime(result, jobTable, changes.jobs);
  addRuntime(result, subscriptionTable, changes.subscriptions);
  addRuntime(result, incidentTable, changes.incidents);
  for (const [id, task] of changes.externalTasks) {
    result.committed.externalTasks.set(id, task && externalTaskFacts(task));
  }
  for (const [id, job] of changes.jobs) result.committed.jobs.set(id, job && jobFacts(job));
  addHistory(result, changes.history, large);
}

function addHistory(result: Result, history: Changes['history'], large: LargeValues): void {
  addRows(result, historicInstanceTable, history.processInstances);
  addRows(result, historicActivityTable, history.activityInstances);
  addValues(result, historicVariableTable, history.variables, large);
  addValues(result, historicDetailTable, history.details, large);
  addRows(result, historicTaskTable, history.tasks);
  addRows(result, historicIdentityLinkTable, history.identityLinks);
  addRows(result, externalTaskLogTable, history.externalTaskLogs);
  addRows(result, jobLogTable, history.jobLogs);
  addRows(result, historicIncidentTable, history.incidents);
  addRows(result, historicDecisionTable, history.decisions);
}

function addRows<Row extends HistoryRow>(result: Result, table: Table<Row>, rows: Rows<Row>): void {
  if (rows.size > 0) for (const row of rows.values()) addRow(result, table, row);
}

function addValues<Row extends HistoryRow & TypedValue>(
  result: Result,
  table: Table<unknown>,
  rows: Rows<Row>,
  large: LargeValues,
): void {
  if (rows.size === 0) return;
  for (const row of rows.values()) addRow(result, table, row, valueColumns(result, row.rootId ?? '', row, large));
}

function addInstances(result: Result, instances: Changes['instances'], large: LargeValues): void {
  for (const [id, instance] of instances) {
    if (instance === null) {
      result.rows.push({ table: instanceTable, id, text: null });
      continue;
    }
    addRow(result, instanceTable, withDocument(result, instance, large));
  }
}

function withDocument(result: Result, instance: Instance, large: LargeValues): Instance {
  const nodes = withReferences(instance.nodes, (text) => keepLarge(result, instance.rootId, text, large));
  return nodes === instance.nodes ? instance : { ...instance, nodes };
}

function addUserTasks(result: Result, tasks: Changes['userTasks']): void {
  for (const [id, task] of tasks) {
    const links = (task?.candidates ?? []).map(({ userId, groupId, type }, index) =>
      rowText(result, userTaskLinkTable, { id: `${id}/${index}`, taskId: id, userId, groupId, type }),
    );
    result.rows.push({ table: userTaskTable, id, text: task && rowText(result, userTaskTable, task), links });
    if (task) result.rootIds.add(task.rootId);
  }
}

function addRuntime<Row extends { rootId: string }>(result: Result, table: Table<Row>, rows: Rows<Row | null>): void {
  if (rows.size === 0) return;
  for (const [id, row] of rows) {
    result.rows.push({ table, id, text: row && rowText(result, table, row) });
    if (row && row.rootId !== '') result.rootIds.add(row.rootId);
  }
}

function addRow(result: Result, table: Table<unknown>, row: HistoryRow, more?: ValueColumns): void {
  result.rows.push({ table, id: row.id, text: rowText(result, table, row, more) });
  if (row.rootId) result.rootIds.add(row.rootId);
}

function rowText(result: Result, table: Table<unknown>, row: object, more?: ValueColumns): string {
  const values = table.values(row, more);
  result.refused ??= missingValue(result.required, table, values);
  const text = JSON.stringify(values);
  result.characters += text.length;
  return text;
}

function valueColumns(result: Result, rootId: string, typed: TypedValue, large: LargeValues): ValueColumns {
  return toValueColumns(typed, isLarge(typed.value) ? keepLarge(result, rootId, typed.value, large) : null);
}

function keepLarge(result: Result, rootId: string, text: string, large: LargeValues): string {
  const { id, isNew } = large.place(rootId, text);
  const row: LargeValue = { id, rootId, text };
  if (isNew) addRow(result, largeValueTable, row);
  return id;
}
