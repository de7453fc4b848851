import { Type } from 'typebox';
import { addComment, readComments } from '../../commands/comments.ts';
import { NotFound } from '../../commands/refusals.ts';
import type { Resource } from '../rest-app.ts';
import { absoluteUrl } from '../wire/absolute-url.ts';
import { CommentOut, commentRoutes, writeComment } from '../wire/comment-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, IdParams } from '../wire/schema.ts';

/** `/task/{id}/comment`: what people write at a task. */
export const taskComments: Resource = (app, engine) => {
  const tags = ['Task Comment'];
  const path = '/task/:id/comment';
  commentRoutes(app, engine, { path, tag: 'Task Comment', of: (taskId) => ({ taskId }) });

  app.get(
    `${path}/:commentId`,
    {
      schema: {
        tags,
        params: Type.Object({ id: Type.String(), commentId: Type.String() }),
        response: { 200: CommentOut, '4xx': ErrorOut },
      },
    },
    async ({ params: { id, commentId } }) => {
      const found = (await readComments(engine, { taskId: id })).find((comment) => comment.id === commentId);
      if (found) return writeComment(found);
      throw new NotFound(`Task comment with id ${commentId} does not exist for task id '${id}'.`);
    },
  );

  app.post(
    `${path}/create`,
    {
      schema: {
        tags,
        params: IdParams,
        body: Type.Object({
          message: Type.Optional(Type.String()),
          processInstanceId: Type.Optional(Type.String()),
        }),
        response: { 200: CommentOut, '4xx': ErrorOut },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { message, processInstanceId } = request.body;
      if (message === undefined) throw new RequestError(400, 'Not enough parameters submitted');
      const comment = await addComment(request.engine, id, { message, ofInstance: processInstanceId !== undefined });
      const href = absoluteUrl(request, `/task/${id}/comment/${comment.id}`);
      return { ...writeComment(comment), links: [{ method: 'GET', href, rel: 'self' }] };
    },
  );
};
