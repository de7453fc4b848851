import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { deployedForms, formContent, titleOf } from '../models/deployed-forms.ts';

/** Forms: the engine has them but lists none. */
export function modelFormRoutes(app: FastifyInstance, { engine }: CaseworkContext): void {
  /** Titles do not change under an id: each is read once. */
  const titles = new Map<string, string | null>();
  const titleFor = async (id: string): Promise<string | null> => {
    const known = titles.get(id);
    if (known !== undefined) return known;
    const title = titleOf(await formContent(engine, id));
    titles.set(id, title);
    return title;
  };

  app.get('/models/forms', async () => {
    const newest = [...(await deployedForms(engine)).values()].flatMap((versions) => versions.slice(0, 1));
    return Promise.all(newest.map(async (form) => ({ ...form, name: await titleFor(form.id) })));
  });

  app.get<{ Params: { key: string } }>('/models/forms/:key', async (request) => {
    const versions = (await deployedForms(engine)).get(request.params.key) ?? [];
    return Promise.all(versions.map(async (form) => ({ ...form, name: await titleFor(form.id) })));
  });

  app.get<{ Querystring: { id?: string } }>('/models/form-content', async (request) => {
    const content = await formContent(engine, request.query.id ?? '');
    if (content === undefined) throw notFound(`没有编号为 ${request.query.id ?? ''} 的表单`);
    return { content };
  });
}
