import type { FastifyInstance } from 'fastify';
import { EXPERT_KINDS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { readPhone, required } from '../intake/petition-form.ts';
import { maskPhone } from '../intake/phone.ts';
import { findArea } from '../tables/area.ts';
import { type Expert, findExpert, insertExperts, listExperts, setExpertActive } from '../tables/expert.ts';

/** The pool of experts (专家库). */
export function expertRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get('/experts', async () => (await listExperts(knex)).map(masked));

  app.post('/experts', async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const id = reader.requiredText('id', '专家编号', { max: 64 });
    const name = reader.requiredText('name', '名称', { max: 100 });
    const phone = readPhone(reader);
    const kind = required(reader, 'kind', '类别', reader.code('kind', '类别', EXPERT_KINDS));
    const areaCode = reader.requiredText('areaCode', '属地', { max: 12 });
    const active = reader.boolean('active', '可邀请') ?? true;
    if (id !== '' && (await findExpert(knex, id))) reader.refuse('id', `专家 ${id} 已存在`);
    if (areaCode !== '' && !(await findArea(knex, areaCode)))
      reader.refuse('areaCode', `没有编码为 ${areaCode} 的属地`);
    const problems = reader.finish();
    if (problems.length > 0 || !kind) throw invalid(problems);
    await insertExperts(knex, [{ id, name, phone, kind, areaCode, active }]);
    return reply.code(201).send(masked({ id, name, phone, kind, areaCode, active }));
  });

  app.put<{ Params: { id: string } }>('/experts/:id', async (request) => {
    const expert = await findExpert(knex, request.params.id);
    if (!expert) throw notFound(`没有编号为 ${request.params.id} 的专家`);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const active = required(reader, 'active', '可邀请', reader.boolean('active', '可邀请'));
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    await setExpertActive(knex, expert.id, active === true);
    return masked({ ...expert, active: active === true });
  });
}

/** An expert as lists show one. */
const masked = (expert: Expert): Expert => ({
  ...expert,
  phone: expert.phone === null ? null : maskPhone(expert.phone),
});
