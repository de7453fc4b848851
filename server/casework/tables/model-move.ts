import type { Knex } from 'knex';
import { type Stored, toMs, toMsRequired } from './row-values.ts';

/** An instance that stayed where it was, and why, in the engine's words. */
export interface MoveFailure {
  processInstanceId: string;
  businessKey: string | null;
  reason: string;
}

/** Running instances taken from one version of a process to another by a batch of the engine. */
export interface ModelMove {
  id: string;
  processKey: string;
  /** Ids of the two definitions. */
  from: string;
  to: string;
  /** Whether timers took the periods of the version moved to. */
  updateTimers: boolean;
  instances: { processInstanceId: string; businessKey: string | null }[];
  author: string;
  reason: string;
  /** Milliseconds since 1970, as `overAt`. */
  askedAt: number;
  /** The move that this one takes back. */
  undoes: string | null;
  /** The engine's batch; null until it has begun. */
  batchId: string | null;
  /** When it was first seen that nothing is left to do; null before, as `moved`. */
  overAt: number | null;
  moved: number | null;
  failures: MoveFailure[];
}

interface Row {
  id: string;
  process_key: string;
  from_id: string;
  to_id: string;
  update_timers: boolean | number;
  instances: string;
  author: string;
  reason: string;
  asked_at: Stored;
  undoes: string | null;
  batch_id: string | null;
  over_at: Stored;
  moved: number | null;
  failures: string;
}

const TABLE = 'casework_model_move';

const toMove = (row: Row): ModelMove => ({
  id: row.id,
  processKey: row.process_key,
  from: row.from_id,
  to: row.to_id,
  updateTimers: Boolean(row.update_timers),
  instances: JSON.parse(row.instances),
  author: row.author,
  reason: row.reason,
  askedAt: toMsRequired(row.asked_at),
  undoes: row.undoes,
  batchId: row.batch_id,
  overAt: toMs(row.over_at),
  moved: row.moved,
  failures: JSON.parse(row.failures),
});

/** Adds a move whose batch has not begun. False when it would take back what another takes back already. */
export async function insertModelMove(db: Knex, move: ModelMove): Promise<boolean> {
  const row: Row = {
    id: move.id,
    process_key: move.processKey,
    from_id: move.from,
    to_id: move.to,
    update_timers: move.updateTimers,
    instances: JSON.stringify(move.instances),
    author: move.author,
    reason: move.reason,
    asked_at: move.askedAt,
    undoes: move.undoes,
    batch_id: move.batchId,
    over_at: move.overAt,
    moved: move.moved,
    failures: JSON.stringify(move.failures),
  };
  await db(TABLE).insert(row).onConflict('undoes').ignore();
  return (await db(TABLE).where({ id: move.id }).first('id')) !== undefined;
}

/** The move with this id. */
export async function findModelMove(db: Knex, id: string): Promise<ModelMove | undefined> {
  const row: Row | undefined = await db(TABLE).where({ id }).first();
  return row && toMove(row);
}

/** The move that took this one back. */
export async function findUndoOf(db: Knex, id: string): Promise<ModelMove | undefined> {
  const row: Row | undefined = await db(TABLE).where({ undoes: id }).first();
  return row && toMove(row);
}

/** The last moves of a process, newest first. */
export async function listModelMoves(db: Knex, processKey: string): Promise<ModelMove[]> {
  const order = [{ column: 'asked_at', order: 'desc' }, { column: 'id' }];
  const rows: Row[] = await db(TABLE).where({ process_key: processKey }).orderBy(order).limit(50);
  return rows.map(toMove);
}

/** Writes which batch does it. */
export async function noteMoveBatch(db: Knex, id: string, batchId: string): Promise<void> {
  await db(TABLE).where({ id }).update({ batch_id: batchId });
}

/** Forgets a move that the engine did not take. */
export async function dropModelMove(db: Knex, id: string): Promise<void> {
  await db(TABLE).where({ id }).delete();
}

/** Writes what came of it. False when that was written before. */
export async function closeModelMove(
  db: Knex,
  id: string,
  outcome: { overAt: number; moved: number; failures: readonly MoveFailure[] },
): Promise<boolean> {
  const changed = await db(TABLE)
    .where({ id, over_at: null })
    .update({ over_at: outcome.overAt, moved: outcome.moved, failures: JSON.stringify(outcome.failures) });
  return changed === 1;
}
