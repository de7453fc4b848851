import { type Static, Type } from 'typebox';
import { changeComment, deleteComments, readComments } from '../../commands/comments.ts';
import type { EngineContext } from '../../commands/engine-context.ts';
import type { Comment, CommentsOf } from '../../store/history/comment.ts';
import type { RestApp } from '../rest-app.ts';
import { RequestError } from './request-error.ts';
import { DateOut, ErrorOut, IdParams, LinkOut, NoContent, NullableDate, NullableText } from './schema.ts';
import { writeDate } from './wire-date.ts';

export const CommentOut = Type.Object({
  links: Type.Array(LinkOut),
  id: Type.String(),
  userId: NullableText,
  time: DateOut,
  taskId: NullableText,
  message: Type.String(),
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
  processInstanceId: NullableText,
});

export function writeComment(comment: Comment): Static<typeof CommentOut> {
  return {
    links: [],
    id: comment.id,
    userId: comment.userId,
    time: writeDate(comment.at),
    taskId: comment.taskId,
    message: comment.message,
    removalTime: null,
    rootProcessInstanceId: comment.rootId,
    processInstanceId: comment.ofInstance ? comment.instanceId : null,
  };
}

/** Registers the comments below a task or an instance: read, changed, deleted one by one or all. */
export function commentRoutes(
  app: RestApp,
  engine: EngineContext,
  { path, tag, of }: { path: string; tag: string; of: (id: string) => CommentsOf },
): void {
  const tags = [tag];
  app.get(
    path,
    { schema: { tags, params: IdParams, response: { 200: Type.Array(CommentOut), '4xx': ErrorOut } } },
    async ({ params }) => (await readComments(engine, of(params.id))).map(writeComment),
  );

  app.put(
    path,
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({ id: Type.Optional(Type.String()), message: Type.Optional(Type.String()) }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ params, body, engine }, reply) => {
      if (body.id === undefined) throw new RequestError(400, 'id is null');
      if (body.message === undefined) throw new RequestError(400, 'Message is null');
      await changeComment(engine, of(params.id), body.id, body.message);
      return reply.code(204).send();
    },
  );

  app.delete(
    path,
    { schema: { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await deleteComments(engine, of(params.id));
      return reply.code(204).send();
    },
  );

  const params = Type.Object({ id: Type.String(), commentId: Type.String() });
  app.delete(
    `${path}/:commentId`,
    { schema: { tags, params, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await deleteComments(engine, of(params.id), params.commentId);
      return reply.code(204).send();
    },
  );
}
