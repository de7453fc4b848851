import type { CaseworkContext } from '../context.ts';
import { type EngineClient, member } from '../engine-client.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { closeModelMove, findModelMove, type ModelMove, type MoveFailure } from '../tables/model-move.ts';
import { rowsAt, taken } from './read-engine.ts';

/** A move as it stands now. `done`: moved so far. */
export type FollowedMove = ModelMove & { done: number };

/**
 * How far a move is. Who sees first that nothing of it is left to do writes down what came of it, in the audit too.
 * A failed instance stays on its version; the engine tries it no more.
 */
export async function followMove(context: CaseworkContext, move: ModelMove): Promise<FollowedMove> {
  if (move.overAt !== null || move.batchId === null) return { ...move, done: move.moved ?? 0 };
  const { knex, engine, clock } = context;
  const batchId = encodeURIComponent(move.batchId);
  const [batch] = await rowsAt(engine, `/batch/statistics?batchId=${batchId}`);
  const done = await countMoved(engine, move);
  // The engine forgets a batch of which nothing is left, some time after.
  const left = batch ? Number(batch['remainingJobs']) - Number(batch['failedJobs']) : 0;
  if (left > 0) return { ...move, done };
  const failures = batch ? await failuresOf(engine, move, String(batch['batchJobDefinitionId'])) : [];
  const outcome = { overAt: clock.now(), moved: move.instances.length - failures.length, failures };
  if (!(await closeModelMove(knex, move.id, outcome))) {
    const closed = (await findModelMove(knex, move.id)) ?? move;
    return { ...closed, done: closed.moved ?? done };
  }
  await addAuditEntry(knex, {
    petitionId: null,
    action: 'move-over',
    actor: null,
    detail: { move: move.id, batchId: move.batchId, moved: outcome.moved, failed: failures.length },
    at: outcome.overAt,
  });
  return { ...move, ...outcome, done: outcome.moved };
}

async function countMoved(engine: EngineClient, { instances, to }: ModelMove): Promise<number> {
  const processInstanceIds = instances.map((each) => each.processInstanceId);
  const body = { processInstanceIds, processDefinitionId: to };
  return Number(member(taken(await engine.request('POST', '/process-instance/count', body)), 'count'));
}

/** Instances whose job has failed for good; the engine's message names each. */
async function failuresOf(engine: EngineClient, move: ModelMove, jobDefinitionId: string): Promise<MoveFailure[]> {
  const jobs = await rowsAt(engine, `/job?jobDefinitionId=${encodeURIComponent(jobDefinitionId)}&noRetriesLeft=true`);
  return jobs.map((job) => {
    const reason = String(job['exceptionMessage'] ?? '');
    const named = move.instances.find((each) => reason.includes(each.processInstanceId));
    return { processInstanceId: named?.processInstanceId ?? '', businessKey: named?.businessKey ?? null, reason };
  });
}
