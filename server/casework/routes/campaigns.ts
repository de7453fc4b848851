import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { CAMPAIGN_KINDS, SUBJECTS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { required } from '../intake/petition-form.ts';
import { insertCampaign, listCampaigns } from '../tables/campaign.ts';
import { isOpenUnit } from '../tables/unit.ts';

/** Themed and invited collections of suggestions. */
export function campaignRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get('/campaigns', async () => listCampaigns(knex));

  app.post('/campaigns', async (request, reply) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const day = (field: string, label: string) => {
      const text = reader.requiredText(field, label, { max: 10 });
      if (text !== '' && !isDay(text)) reader.refuse(field, `${label}须为 yyyy-mm-dd 格式的真实日期`);
      return text;
    };
    const title = reader.requiredText('title', '专题', { min: 4, max: 100 });
    const kind = required(reader, 'kind', '方式', reader.code('kind', '方式', CAMPAIGN_KINDS));
    const subjectCode = reader.code('subjectCode', '主题', SUBJECTS) ?? null;
    const leadUnitId = reader.text('leadUnitId', '主办单位', { max: 64 }) ?? null;
    const fromDay = day('fromDay', '开始日期');
    const toDay = day('toDay', '结束日期');
    if (fromDay > toDay) reader.refuse('toDay', '结束日期不能早于开始日期');
    if (leadUnitId !== null && !(await isOpenUnit(knex, leadUnitId)))
      reader.refuse('leadUnitId', '没有这个单位，或已撤销');
    const problems = reader.finish();
    if (problems.length > 0 || !kind) throw invalid(problems);
    const campaign = { id: randomUUID(), title, kind, subjectCode, leadUnitId, fromDay, toDay };
    await insertCampaign(knex, campaign);
    return reply.code(201).send(campaign);
  });
}
