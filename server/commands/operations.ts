import { type UserOperation, userOperationTable } from '../store/history/user-operation.ts';
import { insertRows } from '../store/insert-rows.ts';
import type { StoreTransaction } from '../store/unit-of-work.ts';
import type { EngineContext } from './engine-context.ts';

/** What a signed-in person does, in the contract's words. */
export interface Operation {
  /** As `Claim`. */
  type: string;
  /** As `Task`. */
  entity: string;
  /** What is changed: a row for each, or one row without a property. Dates are epoch milliseconds. */
  changes?: readonly Change[];
  /** What it is done to. */
  at?: OperationPlace;
  annotation?: string | null;
}

export interface Change {
  property: string;
  from?: string | number | boolean | null;
  to: string | number | boolean | null;
}

/** Ids of what an operation is about; empty ones count as absent. */
export type OperationPlace = Partial<
  Pick<
    UserOperation,
    | 'deploymentId'
    | 'definitionId'
    | 'definitionKey'
    | 'rootId'
    | 'instanceId'
    | 'executionId'
    | 'taskId'
    | 'jobId'
    | 'jobDefinitionId'
    | 'externalTaskId'
    | 'batchId'
  >
>;

const TASK_WORKER = new Set(['Task', 'IdentityLink']);

/**
 * The engine for one command of a signed-in person: what the operation log tells of it becomes durable in the commit of the
 * command. Nobody signed in: the engine as it is, and `describe` is not asked.
 */
export async function logged(
  engine: EngineContext,
  describe: () => Promise<readonly Operation[]> | readonly Operation[],
): Promise<EngineContext> {
  if (engine.userId === null) return engine;
  const operations = await describe();
  return loggedAtCommit(engine, () => operations);
}

/** The same for what is known only when the work of the command is done. */
export function loggedAtCommit(engine: EngineContext, describe: () => readonly Operation[]): EngineContext {
  if (engine.userId === null) return engine;
  let rows: readonly UserOperation[] | undefined;
  return {
    ...engine,
    takeOperations() {
      rows ??= rowsOf(engine, describe());
      return rows;
    },
  };
}

/** The engine for what a command does on the way, which the operation log leaves out. */
export function unlogged(engine: EngineContext): EngineContext {
  const { takeOperations: _, ...rest } = engine;
  return { ...rest, userId: null };
}

/** Rows that a transaction has written: a command of several transactions tells of itself once. */
const written = new WeakSet<readonly UserOperation[]>();

/** Runs `work` as a transaction of its own, and writes in it what the operation log tells. */
export async function inTransaction<T>(
  engine: EngineContext,
  work: (transaction: StoreTransaction) => Promise<T>,
): Promise<T> {
  let rows: readonly UserOperation[] = [];
  const result = await engine.store.unitOfWork.transaction(async (transaction) => {
    const done = await work(transaction);
    rows = engine.takeOperations?.() ?? [];
    if (!written.has(rows)) await insertRows(transaction.knex, userOperationTable, rows);
    return done;
  });
  written.add(rows);
  return result;
}

/** Writes what the operation log tells of something that many commands do together. */
export async function noteOperations(engine: EngineContext, operations: readonly Operation[]): Promise<void> {
  if (engine.userId === null) return;
  await inTransaction(await logged(engine, () => operations), async () => undefined);
}

function rowsOf(engine: EngineContext, operations: readonly Operation[]): UserOperation[] {
  const operationId = engine.newId();
  return operations.flatMap((operation) => {
    const { changes = [], at = {} } = operation;
    const properties = changes.length > 0 ? changes : [{ property: null, to: null }];
    return properties.map(
      (change): UserOperation => ({
        id: engine.newId(),
        operationId,
        operationType: operation.type,
        entityType: operation.entity,
        category: TASK_WORKER.has(operation.entity) || at.taskId ? 'TaskWorker' : 'Operator',
        property: change.property,
        orgValue: textOf('from' in change ? change.from : null),
        newValue: textOf(change.to),
        userId: engine.userId,
        at: engine.clock.now(),
        annotation: operation.annotation ?? null,
        deploymentId: at.deploymentId || null,
        definitionId: at.definitionId || null,
        definitionKey: at.definitionKey || null,
        rootId: at.rootId || null,
        instanceId: at.instanceId || null,
        executionId: at.executionId || null,
        taskId: at.taskId || null,
        jobId: at.jobId || null,
        jobDefinitionId: at.jobDefinitionId || null,
        externalTaskId: at.externalTaskId || null,
        batchId: at.batchId || null,
      }),
    );
  });
}

function textOf(value: Change['to'] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** What is done to many things at once: how many, and whether in the background. */
export function ofMany(operation: Operation, count: number, async: boolean): Operation {
  const counted = [
    { property: 'nrOfInstances', to: count },
    { property: 'async', to: async },
  ];
  return { ...operation, changes: [...counted, ...(operation.changes ?? [])] };
}

/** How the operation log words a suspension. */
export function suspensionState(suspended: boolean): Change {
  return { property: 'suspensionState', to: suspended ? 'suspended' : 'active' };
}
