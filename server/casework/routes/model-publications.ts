import house from 'bpmnlint-plugin-petitions/house.json' with { type: 'json' };
import topics from 'bpmnlint-plugin-petitions/topics.json' with { type: 'json' };
import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { deployedModels } from '../models/deployed-models.ts';
import { decidePublication, publishModel } from '../models/publish-model.ts';
import { MODEL_MAX } from '../models/read-model.ts';
import { dropModelDraft } from '../tables/model-draft.ts';
import { findModelPublication, listModelPublications, type ModelPublication } from '../tables/model-publication.ts';
import { editorOf, MODEL_BODY, MODEL_KINDS } from './model-drafts.ts';

/** As the page sees it: the content is the engine's to tell. */
function told({ content: _content, ...publication }: ModelPublication): Omit<ModelPublication, 'content'> {
  return publication;
}

/**
 * The product's own way to publish: the rules are checked again, who and why is written down, the law needs four eyes. The engine's
 * `deployment/create` beside it stays the contract for other clients.
 */
export function modelPublicationRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex } = context;
  const readDeployed = deployedModels(context.engine);

  app.get('/models/house', async () => ({
    roles: house.roles,
    messages: house.messages,
    topics,
    deployed: await readDeployed(),
  }));

  app.get<{ Querystring: { kind?: string; key?: string } }>('/models/publications', async (request) => {
    const reader = new FieldReader(request.query);
    const kind = reader.code('kind', '类型', MODEL_KINDS);
    if (!kind) reader.refuse('kind', '请填写类型');
    const key = reader.requiredText('key', '标识', { max: 255 });
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    return (await listModelPublications(knex, kind ?? '', key)).map(told);
  });

  app.post('/models/publications', MODEL_BODY, async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const kind = reader.code('kind', '类型', MODEL_KINDS);
    const fileName = reader.requiredText('fileName', '文件名', { max: 255 });
    const content = reader.requiredText('content', '内容', { max: MODEL_MAX });
    const reason = reader.requiredText('reason', '发布原因', { min: 4, max: 500 });
    const author = editorOf(request, reader, 'author');
    const draftName = reader.text('draftName', '草稿', { max: 255 });
    if (!kind) reader.refuse('kind', '请填写类型');
    else if (!fileName.endsWith(`.${kind}`)) reader.refuse('fileName', `文件名须以 .${kind} 结尾`);
    const problems = reader.finish();
    if (problems.length > 0 || !kind) throw invalid(problems);
    const publication = await publishModel(context, readDeployed, { kind, fileName, content, author, reason });
    if (draftName !== undefined) await dropModelDraft(knex, draftName);
    return reply.code(publication.state === 'published' ? 201 : 202).send(told(publication));
  });

  app.post<{ Params: { id: string } }>('/models/publications/:id/decision', async (request) => {
    const publication = await findModelPublication(knex, request.params.id);
    if (!publication) throw notFound('没有这次发布');
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const second = editorOf(request, reader, 'second');
    const agrees = reader.boolean('agrees', '同意');
    if (agrees === undefined) reader.refuse('agrees', '请填写是否同意');
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    return told(await decidePublication(context, publication, second, agrees === true));
  });
}
