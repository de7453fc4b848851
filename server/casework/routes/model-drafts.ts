import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, Refusal } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { MODEL_MAX } from '../models/read-model.ts';
import { dropModelDraft, findModelDraft, keepModelDraft, listModelDrafts } from '../tables/model-draft.ts';

/** Largest body of a request with a model: its characters may be three bytes each, quoted. */
export const MODEL_BODY = { bodyLimit: MODEL_MAX * 3 };

/** The kinds of model that the editor has, by their Chinese. */
export const MODEL_KINDS = { bpmn: '流程', dmn: '规则表', form: '表单' } as const;

/** Who edits: the person who signed in, else the name the page tells. */
export function editorOf(request: FastifyRequest, reader: FieldReader, field = 'editor'): string {
  const told = reader.text(field, '姓名', { max: 100 });
  const signedIn = actorOf(request);
  if (signedIn === null && told === undefined) reader.refuse(field, '请填写您的姓名');
  return signedIn ?? told ?? '';
}

interface Named {
  Params: { name: string };
}

/** Drafts of models: kept on the server, one a model; who keeps one says which one they saw, so that nothing is overwritten unseen. */
export function modelDraftRoutes(app: FastifyInstance, { knex, clock }: CaseworkContext): void {
  app.get('/models/drafts', async () => listModelDrafts(knex));

  // To have none is the usual case, not a mistake of who asks.
  app.get<Named>('/models/drafts/:name', async (request, reply) => {
    const draft = await findModelDraft(knex, request.params.name);
    return draft ?? reply.code(204).send();
  });

  app.put<Named>('/models/drafts/:name', MODEL_BODY, async (request) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const kind = reader.code('kind', '类型', MODEL_KINDS);
    if (!kind) reader.refuse('kind', '请填写类型');
    const fileName = reader.requiredText('fileName', '文件名', { max: 255 });
    const content = reader.requiredText('content', '内容', { max: MODEL_MAX });
    const basedOnVersion = reader.integer('basedOnVersion', '依据的版本', { min: 1, max: 1_000_000_000 }) ?? null;
    const seen = reader.integer('revision', '所见的修订', { min: 0, max: 1_000_000_000 }) ?? 0;
    const editor = editorOf(request, reader);
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const { name } = request.params;
    const savedAt = clock.now();
    const draft = { name, kind: kind ?? '', fileName, content, basedOnVersion, revision: seen + 1, editor, savedAt };
    if (!(await keepModelDraft(knex, draft))) {
      const other = await findModelDraft(knex, name);
      const reason = other
        ? `${other.editor} 已保存了第 ${other.revision} 次修订，您的修改没有覆盖它`
        : '这份草稿已被丢弃或发布，您的修改没有保存';
      throw new Refusal(409, 'draftChanged', [{ field: 'revision', reason }]);
    }
    return { revision: draft.revision, savedAt, editor };
  });

  app.delete<Named>('/models/drafts/:name', async (request, reply) => {
    await dropModelDraft(knex, request.params.name);
    return reply.code(204).send();
  });
}
