import type { FastifyInstance } from 'fastify';
import { EXPERT_KINDS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { required } from '../intake/petition-form.ts';
import { findArea } from '../tables/area.ts';
import { findExpert, insertExperts, listExperts, setExpertActive } from '../tables/expert.ts';

/** The pool of experts (专家库). */
export function expertRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get('/experts', async () => listExperts(knex));

  app.post('/experts', async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const id = reader.requiredText('id', '专家编号', { max: 64 });
    const name = reader.requiredText('name', '名称', { max: 100 });
    const kind = required(reader, 'kind', '类别', reader.code('kind', '类别', EXPERT_KINDS));
    const areaCode = reader.requiredText('areaCode', '属地', { max: 12 });
    const active = reader.boolean('active', '可邀请') ?? true;
    if (id !== '' && (await findExpert(knex, id))) reader.refuse('id', `专家 ${id} 已存在`);
    if (areaCode !== '' && !(await findArea(knex, areaCode)))
      reader.refuse('areaCode', `没有编码为 ${areaCode} 的属地`);
    const problems = reader.finish();
    if (problems.length > 0 || !kind) throw invalid(problems);
    await insertExperts(knex, [{ id, name, kind, areaCode, active }]);
    return reply.code(201).send(await findExpert(knex, id));
  });

  app.put<{ Params: { id: string } }>('/experts/:id', async (request) => {
    const expert = await findExpert(knex, request.params.id);
    if (!expert) throw notFound(`没有编号为 ${request.params.id} 的专家`);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const active = required(reader, 'active', '可邀请', reader.boolean('active', '可邀请'));
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    await setExpertActive(knex, expert.id, active === true);
    return { ...expert, active };
  });
}
