import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { deleteModelComment, insertModelComment, listModelComments } from '../tables/model-comment.ts';
import { editorOf } from './model-drafts.ts';

/** Remarks pinned to elements of models. */
export function modelCommentRoutes(app: FastifyInstance, { knex, clock }: CaseworkContext): void {
  app.get<{ Params: { name: string } }>('/models/comments/:name', async (request) =>
    listModelComments(knex, request.params.name),
  );

  app.post<{ Params: { name: string } }>('/models/comments/:name', async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const elementId = reader.requiredText('elementId', '元素', { max: 255 });
    const content = reader.requiredText('content', '批注', { max: 1000 });
    const author = editorOf(request, reader, 'author');
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const { name: modelName } = request.params;
    const comment = { id: randomUUID(), modelName, elementId, author, content, writtenAt: clock.now() };
    await insertModelComment(knex, comment);
    return reply.code(201).send(comment);
  });

  app.delete<{ Params: { name: string; id: string } }>('/models/comments/:name/:id', async (request, reply) => {
    if (!(await deleteModelComment(knex, request.params.id))) throw notFound('没有这条批注');
    return reply.code(204).send();
  });
}
