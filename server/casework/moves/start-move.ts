import { randomUUID } from 'node:crypto';
import type { CaseworkContext } from '../context.ts';
import { engineReason, member } from '../engine-client.ts';
import { conflict, notFound, Refusal } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import {
  dropModelMove,
  findModelMove,
  findUndoOf,
  insertModelMove,
  type ModelMove,
  noteMoveBatch,
} from '../tables/model-move.ts';
import { followMove } from './follow-move.ts';
import { type InstancePreview, type MoveCourse, type MovePreview, previewMove } from './preview-move.ts';
import { rowsAt } from './read-engine.ts';
import { whyStuck } from './why-stuck.ts';

/** Who moves what, and why. */
export interface MoveRequest extends MoveCourse {
  processInstanceIds: readonly string[];
  author: string;
  reason: string;
}

/**
 * Begins to move running instances to another version, as a batch of the engine's.
 * @throws Refusal 409 with `stuck` when one of them cannot be moved: then none is; whatever the engine refuses, in its words
 */
export async function startMove(context: CaseworkContext, asked: MoveRequest): Promise<ModelMove> {
  const preview = await previewMove(context, asked);
  const standing = new Map(preview.instances.map((each) => [each.processInstanceId, each]));
  const chosen: InstancePreview[] = [];
  for (const id of new Set(asked.processInstanceIds)) {
    const instance = standing.get(id);
    if (!instance) throw conflict(`实例 ${id} 已不在第 ${preview.from.version} 版上运行`);
    chosen.push(instance);
  }
  const stuck = chosen.filter((each) => each.stuck.length > 0);
  if (stuck.length > 0) throw cannotMove(stuck, preview);
  return begin(context, preview, chosen, { ...asked, undoes: null });
}

/** What taking a move back would do: to the instances that it moved and that still run on that version. */
export async function previewUndo(
  context: CaseworkContext,
  moveId: string,
): Promise<MovePreview & { move: ModelMove }> {
  const found = await findModelMove(context.knex, moveId);
  if (!found) throw notFound('没有这次搬移');
  if (await findUndoOf(context.knex, moveId)) throw conflict('这次搬移已经撤回过');
  const move = await followMove(context, found);
  if (move.overAt === null) throw conflict('这次搬移还没有完成，完成后才能撤回');
  const preview = await previewMove(context, { from: move.to, to: move.from, updateTimers: move.updateTimers });
  const ids = new Set(move.instances.map((each) => each.processInstanceId));
  return { ...preview, instances: preview.instances.filter((each) => ids.has(each.processInstanceId)), move };
}

/**
 * Takes a move back: those of its instances that still can go to the version they came from, with timers read anew there.
 * @throws Refusal 404; 409 when it is under way or was taken back, or with `stuck` when none of its instances can go back
 */
export async function undoMove(
  context: CaseworkContext,
  moveId: string,
  asked: { author: string; reason: string },
): Promise<{ move: ModelMove; stuck: InstancePreview[] }> {
  const { move, ...preview } = await previewUndo(context, moveId);
  const stuck = preview.instances.filter((each) => each.stuck.length > 0);
  const able = preview.instances.filter((each) => each.stuck.length === 0);
  if (able.length === 0 && stuck.length > 0) throw cannotMove(stuck, preview);
  if (able.length === 0) throw conflict(`所搬的件都已不在第 ${preview.from.version} 版上运行，没有可撤回的`);
  const course = { from: move.to, to: move.from, updateTimers: move.updateTimers };
  return { move: await begin(context, preview, able, { ...course, ...asked, undoes: move.id }), stuck };
}

function cannotMove(stuck: readonly InstancePreview[], { to }: MovePreview): Refusal {
  const reasons = stuck
    .slice(0, 5)
    .map((each) => `${each.businessKey ?? each.processInstanceId}：${whyStuck(each, to)}`);
  const problem = { field: 'processInstanceIds', reason: `有 ${stuck.length} 件不能搬：${reasons.join('；')}` };
  return new Refusal(409, 'stuck', [problem], { stuck });
}

async function begin(
  context: CaseworkContext,
  { from, to, plan }: MovePreview,
  chosen: readonly InstancePreview[],
  asked: MoveCourse & { author: string; reason: string; undoes: string | null },
): Promise<ModelMove> {
  const { knex, engine, clock } = context;
  const move: ModelMove = {
    id: randomUUID(),
    processKey: from.key,
    from: from.id,
    to: to.id,
    updateTimers: asked.updateTimers,
    instances: chosen.map(({ processInstanceId, businessKey }) => ({ processInstanceId, businessKey })),
    author: asked.author,
    reason: asked.reason,
    askedAt: clock.now(),
    undoes: asked.undoes,
    batchId: null,
    overAt: null,
    moved: null,
    failures: [],
  };
  // Written before the engine is asked: a batch that nobody knows of could not be taken back.
  if (!(await insertModelMove(knex, move))) throw conflict('这次搬移已经撤回过');
  const answer = await engine.request(
    'POST',
    '/migration/executeAsync',
    { migrationPlan: plan, processInstanceIds: move.instances.map((each) => each.processInstanceId) },
    move.author,
  );
  if (answer.status !== 200) {
    await dropModelMove(knex, move.id);
    throw new Refusal(answer.status, 'engine', [{ field: '', reason: engineReason(answer) }], { engine: answer.body });
  }
  move.batchId = String(member(answer.body, 'id'));
  await noteMoveBatch(knex, move.id, move.batchId);
  await addAuditEntry(knex, {
    petitionId: null,
    action: asked.undoes === null ? 'instances-moved' : 'move-undone',
    actor: move.author,
    detail: {
      move: move.id,
      batchId: move.batchId,
      reason: move.reason,
      count: move.instances.length,
      from: move.from,
      to: move.to,
      undoes: move.undoes,
    },
    at: move.askedAt,
  });
  await annotate(context, move);
  return move;
}

/** Writes the reason beside what the engine's own operation log tells, where it keeps one of this person. */
async function annotate({ engine }: CaseworkContext, move: ModelMove): Promise<void> {
  const newest = 'sortBy=timestamp&sortOrder=desc&maxResults=1';
  const query = `operationType=Migrate&userId=${encodeURIComponent(move.author)}&processDefinitionId=${encodeURIComponent(move.from)}`;
  const [row] = await rowsAt(engine, `/history/user-operation?${query}&${newest}`);
  if (!row) return;
  const annotation = `${move.reason}（批次 ${move.batchId}）`;
  await engine.request('PUT', `/history/user-operation/${row['operationId']}/set-annotation`, { annotation });
}
