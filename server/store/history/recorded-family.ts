import type { Knex } from 'knex';
import type { HistoricActivityInstance } from '../../engine/changes.ts';
import type { TypedValue } from '../../engine/expressions/typed-value.ts';
import { fromValueColumns } from '../typed-value-columns.ts';

/**
 * All that history tells of a root process instance and what it called, as plain data: what a replay needs. Times are
 * epoch milliseconds. Ids sort in the order of making over all kinds of rows, which orders what happened in one millisecond.
 */
export interface RecordedFamily {
  rootId: string;
  instances: RecordedInstance[];
  /** In no order. */
  activities: RecordedActivity[];
  writes: RecordedWrite[];
  externalTasks: RecordedTaskEvent[];
  userTasks: RecordedUserTask[];
  jobs: RecordedJobEvent[];
}

export interface RecordedInstance {
  id: string;
  definitionId: string;
  definitionKey: string;
  businessKey: string | null;
  superInstanceId: string | null;
  startedAt: number;
  endedAt: number | null;
  startUserId: string | null;
  startActivityId: string | null;
  state: string;
}

export type RecordedActivity = Pick<
  HistoricActivityInstance,
  | 'id'
  | 'parentId'
  | 'instanceId'
  | 'executionId'
  | 'activityId'
  | 'activityType'
  | 'calledInstanceId'
  | 'startedAt'
  | 'endedAt'
  | 'canceled'
  | 'sequence'
>;

/** One write of a variable; `activityInstanceId` is from where it was written. */
export interface RecordedWrite {
  id: string;
  name: string;
  /** Of a write of a Date; else null. */
  variableId: string | null;
  /** The Date that was written, in epoch milliseconds. */
  dateAt: number | null;
  instanceId: string;
  executionId: string;
  activityInstanceId: string;
  initial: boolean;
  at: number;
  value: TypedValue;
}

export interface RecordedTaskEvent {
  id: string;
  event: 'creation' | 'failure' | 'success' | 'deletion';
  at: number;
  activityInstanceId: string;
  /** Whether a worker had fetched the task. */
  hadWorker: boolean;
}

export interface RecordedUserTask {
  id: string;
  activityInstanceId: string;
  endedAt: number | null;
  deleteReason: string | null;
}

export interface RecordedJobEvent {
  id: string;
  event: 'creation' | 'failure' | 'success' | 'deletion';
  at: number;
  jobId: string;
  dueAt: number | null;
  executionId: string;
  activityId: string;
}

/** A period, in epoch milliseconds. */
export interface RecordedPeriod {
  from: number;
  /** Not included. */
  to: number;
}

/** Ids of the root instances that started in a period, in the order of their start. */
export async function recordedRoots(reader: Knex, { from, to }: RecordedPeriod): Promise<string[]> {
  return reader('history_process_instance')
    .whereNull('super_instance_id')
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .orderBy('id')
    .pluck('id');
}

/** When the first and the last root instance started, in epoch milliseconds, and how many there are; null without any. */
export async function recordedSpan(reader: Knex): Promise<{ from: number; to: number; count: number } | null> {
  const row: { from?: number; to?: number; count?: number | string } | undefined = await reader(
    'history_process_instance',
  )
    .whereNull('super_instance_id')
    .min({ from: 'started_at' })
    .max({ to: 'started_at' })
    .count({ count: '*' })
    .first();
  if (!row || (row.from ?? null) === null) return null;
  return { from: Number(row.from), to: Number(row.to), count: Number(row.count) };
}

/** For each activity that was ever entered, one root instance that entered it. Walks over all of history. */
export async function rootsByActivity(reader: Knex): Promise<string[]> {
  const rows: { rootId: string }[] = await reader('history_activity_instance')
    .groupBy('definition_key', 'activity_id')
    .min({ rootId: 'root_id' });
  return [...new Set(rows.map(({ rootId }) => rootId))].sort();
}

type Cell = string | number | boolean | null;

/**
 * What replays read. The instance's own id is left out, as rows come by instance, and so are ids that mostly are that one where they
 * are; which variable was written matters for dates alone, and of a worker only that there was one.
 */
const COLUMNS = {
  history_process_instance:
    'id, definition_id, definition_key, business_key, super_instance_id, started_at, ended_at, start_user_id, start_activity_id, state',
  history_activity_instance:
    'id, nullif(parent_id, instance_id), execution_id, activity_id, activity_type, called_instance_id, started_at, ended_at, canceled, sequence',
  history_external_task_log: 'id, event, at, activity_instance_id, worker_id is not null',
  history_task: 'id, activity_instance_id, ended_at, delete_reason',
  history_job_log: 'id, event, at, job_id, due_at, execution_id, activity_id',
  history_detail:
    "id, name, case when type = 'Date' then variable_id end, nullif(execution_id, instance_id), nullif(activity_instance_id, instance_id), initial, at, type, text_value, number_value, info, large_value_id",
} as const;

/**
 * What history tells of some root instances, as the database put it together: for each table the rows of each instance as JSON, and the
 * instances of each root. It is text so that it can be handed to another thread and be read there (`familiesOf`).
 */
export interface RecordedRows {
  rootIds: readonly string[];
  instances: RowsById;
  tables: Record<TableOfInstances, RowsById>;
  /** Texts that are kept apart, by id. */
  large: [id: string, text: string][];
}

type RecordedTable = keyof typeof COLUMNS;
type TableOfInstances = Exclude<RecordedTable, 'history_process_instance'>;
type RowsById = [id: string, rows: string][];

/**
 * Reads what history tells of these root instances. The database puts the rows of one instance together, which costs a
 * third of reading them one by one; by instance, as its indexes go, it need not sort them first.
 */
export async function readRecordedRows(reader: Knex, rootIds: readonly string[]): Promise<RecordedRows> {
  const instances = await rowsBy('root_id', reader, 'history_process_instance', (query) =>
    query.whereIn('id', [...rootIds]).orWhere((called) => {
      called.whereIn('root_id', [...rootIds]).whereNotNull('super_instance_id');
    }),
  );
  const ids = instances.flatMap(([, rows]) => (JSON.parse(rows) as Cell[][]).map(([id]) => String(id)));
  const ofThem = (query: Knex.QueryBuilder) => query.whereIn('instance_id', ids);
  const rowsOf = (table: TableOfInstances) => rowsBy('instance_id', reader, table, ofThem);
  const written = (query: Knex.QueryBuilder) => ofThem(query).where('kind', 'variableUpdate');
  return {
    rootIds,
    instances,
    tables: {
      history_activity_instance: await rowsOf('history_activity_instance'),
      history_external_task_log: await rowsOf('history_external_task_log'),
      history_task: await rowsOf('history_task'),
      history_job_log: await rowsOf('history_job_log'),
      history_detail: await rowsBy('instance_id', reader, 'history_detail', written),
    },
    large: await largeTexts(reader, rootIds),
  };
}

/**
 * Reads the families out of what `readRecordedRows` answered, in the order asked for; those that are not there are left out. One
 * at a time: who is done with one leaves it to the collector before the next is there.
 */
export function* familiesOf({ rootIds, instances, tables, large }: RecordedRows): Generator<RecordedFamily> {
  const byRoot = new Map(instances);
  const byTable = (table: TableOfInstances) => new Map(tables[table]);
  const activities = byTable('history_activity_instance');
  const taskEvents = byTable('history_external_task_log');
  const userTasks = byTable('history_task');
  const jobs = byTable('history_job_log');
  const writes = byTable('history_detail');
  const texts = new Map(large);
  for (const rootId of rootIds) {
    const family = cellsIn(byRoot.get(rootId)).map(readInstance);
    if (family.length === 0) continue;
    const of = <Row>(rows: ReadonlyMap<string, string>, read: (cells: Cell[], instanceId: string) => Row): Row[] => {
      const all: Row[] = [];
      for (const { id } of family) for (const cells of cellsIn(rows.get(id))) all.push(read(cells, id));
      return all;
    };
    yield {
      rootId,
      instances: family,
      activities: of(activities, readActivity),
      writes: of(writes, (cells, id) => readWrite(cells, id, texts)).sort(byId),
      externalTasks: of(taskEvents, readTaskEvent).sort(byId),
      userTasks: of(userTasks, readUserTask),
      jobs: of(jobs, readJobEvent).sort(byId),
    };
  }
}

const cellsIn = (rows: string | undefined): Cell[][] => (rows === undefined ? [] : JSON.parse(rows));

async function rowsBy(
  column: 'root_id' | 'instance_id',
  reader: Knex,
  table: RecordedTable,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<RowsById> {
  const isPostgres = reader.client.config.client === 'pg';
  const rows = isPostgres
    ? `json_agg(json_build_array(${COLUMNS[table]}))::text`
    : `json_group_array(json_array(${COLUMNS[table]}))`;
  const answers: { id: string; rows: string }[] = await narrow(reader(table))
    .select({ id: column }, reader.raw(`${rows} as rows`))
    .groupBy(column);
  return answers.map(({ id, rows }) => [id, rows]);
}

const LARGE = 11;

async function largeTexts(reader: Knex, rootIds: readonly string[]): Promise<[string, string][]> {
  const rows: { id: string; text: string }[] = await reader('history_large_value')
    .whereIn('root_id', [...rootIds])
    .select('id', 'text');
  return rows.map(({ id, text }) => [id, text]);
}

const text = (cell: Cell | undefined): string => String(cell ?? '');
const textOrNull = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null);
const numberOrNull = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

function readInstance(cells: Cell[]): RecordedInstance {
  return {
    id: text(cells[0]),
    definitionId: text(cells[1]),
    definitionKey: text(cells[2]),
    businessKey: textOrNull(cells[3]),
    superInstanceId: textOrNull(cells[4]),
    startedAt: Number(cells[5]),
    endedAt: numberOrNull(cells[6]),
    startUserId: textOrNull(cells[7]),
    startActivityId: textOrNull(cells[8]),
    state: text(cells[9]),
  };
}

function readActivity(cells: Cell[], instanceId: string): RecordedActivity {
  return {
    id: text(cells[0]),
    parentId: textOrNull(cells[1]) ?? instanceId,
    instanceId,
    executionId: text(cells[2]),
    activityId: text(cells[3]),
    activityType: text(cells[4]),
    calledInstanceId: textOrNull(cells[5]),
    startedAt: Number(cells[6]),
    endedAt: numberOrNull(cells[7]),
    canceled: Boolean(cells[8]),
    sequence: Number(cells[9]),
  };
}

function readTaskEvent(cells: Cell[]): RecordedTaskEvent {
  return {
    id: text(cells[0]),
    event: text(cells[1]) as RecordedTaskEvent['event'],
    at: Number(cells[2]),
    activityInstanceId: text(cells[3]),
    hadWorker: Boolean(cells[4]),
  };
}

function readUserTask(cells: Cell[]): RecordedUserTask {
  return {
    id: text(cells[0]),
    activityInstanceId: text(cells[1]),
    endedAt: numberOrNull(cells[2]),
    deleteReason: textOrNull(cells[3]),
  };
}

function readJobEvent(cells: Cell[]): RecordedJobEvent {
  return {
    id: text(cells[0]),
    event: text(cells[1]) as RecordedJobEvent['event'],
    at: Number(cells[2]),
    jobId: text(cells[3]),
    dueAt: numberOrNull(cells[4]),
    executionId: text(cells[5]),
    activityId: text(cells[6]),
  };
}

function readWrite(cells: Cell[], instanceId: string, large: ReadonlyMap<string, string>): RecordedWrite {
  const largeValueId = textOrNull(cells[LARGE]);
  const info = textOrNull(cells[10]);
  const variableId = textOrNull(cells[2]);
  const numberValue = numberOrNull(cells[9]);
  return {
    id: text(cells[0]),
    name: text(cells[1]),
    variableId,
    dateAt: variableId === null ? null : numberValue,
    instanceId,
    executionId: textOrNull(cells[3]) ?? instanceId,
    activityInstanceId: textOrNull(cells[4]) ?? instanceId,
    initial: Boolean(cells[5]),
    at: Number(cells[6]),
    value: fromValueColumns(
      {
        type: text(cells[7]),
        textValue: textOrNull(cells[8]),
        numberValue,
        largeValueId,
        info: info === null ? null : JSON.parse(info),
      },
      largeValueId === null ? null : (large.get(largeValueId) ?? null),
    ),
  };
}
