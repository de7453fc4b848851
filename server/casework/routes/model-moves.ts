import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { type FollowedMove, followMove } from '../moves/follow-move.ts';
import { type MoveCourse, type MovePreview, previewMove } from '../moves/preview-move.ts';
import { previewUndo, startMove, undoMove } from '../moves/start-move.ts';
import { findModelMove, listModelMoves, type ModelMove } from '../tables/model-move.ts';
import { editorOf } from './model-drafts.ts';

/** Most instances in one move: what one batch of the engine is told by name. */
const MOST = 10_000;

function courseFrom(reader: FieldReader): MoveCourse {
  const from = reader.requiredText('from', '原版本', { max: 255 });
  const to = reader.requiredText('to', '新版本', { max: 255 });
  return { from, to, updateTimers: reader.boolean('updateTimers', '定时器改用新版的期限') ?? true };
}

function finish(reader: FieldReader): void {
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
}

const shown = ({ from, to, instances }: MovePreview) => ({ from, to, instances });
const told = ({ instances, ...move }: ModelMove | FollowedMove) => ({ ...move, count: instances.length });

/** Moving running instances to another version: what it would do, the engine's batch that does it, and taking it back. */
export function modelMoveRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex } = context;

  app.get<{ Querystring: { updateTimers?: string } }>('/models/moves/preview', async ({ query }) => {
    const { updateTimers, ...versions } = query;
    const flag = updateTimers === undefined ? {} : { updateTimers: updateTimers === 'true' };
    const reader = new FieldReader({ ...versions, ...flag });
    if (updateTimers !== undefined && !['true', 'false'].includes(updateTimers))
      reader.refuse('updateTimers', 'updateTimers 须为 true 或 false');
    const course = courseFrom(reader);
    finish(reader);
    return shown(await previewMove(context, course));
  });

  app.get<{ Querystring: { key?: string } }>('/models/moves', async ({ query }) => {
    const reader = new FieldReader(query);
    const key = reader.requiredText('key', '流程标识', { max: 255 });
    finish(reader);
    return (await listModelMoves(knex, key)).map(told);
  });

  app.post('/models/moves', { bodyLimit: 4_000_000 }, async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const course = courseFrom(reader);
    const processInstanceIds = reader.texts('processInstanceIds', '实例', { max: MOST, maxEach: 64 }) ?? [];
    if (processInstanceIds.length === 0) reader.refuse('processInstanceIds', '请选择要搬移的件');
    const reason = reader.requiredText('reason', '原因', { min: 4, max: 500 });
    const author = editorOf(request, reader, 'author');
    finish(reader);
    return reply.code(202).send(told(await startMove(context, { ...course, processInstanceIds, author, reason })));
  });

  app.get<{ Params: { id: string } }>('/models/moves/:id', async ({ params }) => {
    const move = await findModelMove(knex, params.id);
    if (!move) throw notFound('没有这次搬移');
    return told(await followMove(context, move));
  });

  app.get<{ Params: { id: string } }>('/models/moves/:id/undo', async ({ params }) =>
    shown(await previewUndo(context, params.id)),
  );

  app.post<{ Params: { id: string } }>('/models/moves/:id/undo', async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const reason = reader.requiredText('reason', '原因', { min: 4, max: 500 });
    const author = editorOf(request, reader, 'author');
    finish(reader);
    const { move, stuck } = await undoMove(context, request.params.id, { author, reason });
    return reply.code(202).send({ ...told(move), stuck });
  });
}
