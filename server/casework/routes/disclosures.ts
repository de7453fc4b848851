import type { FastifyInstance } from 'fastify';
import { liesWithin } from '../../identity/viewer.ts';
import { dayOf, endOfDayMs, startOfDayMs } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { sightOf } from '../detail-for.ts';
import { disclose, readReason } from '../disclose.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { readIdNo, readPhone } from '../intake/petition-form.ts';
import { type Disclosure, listDisclosures } from '../tables/disclosure.ts';
import { findExpert } from '../tables/expert.ts';
import { findPetitionsOf, listPersons } from '../tables/person.ts';
import { findPetition } from '../tables/petition.ts';
import { requirePetition } from './require-petition.ts';

/** Personal data in full, each reading noted with who and why; and those notes. */
export function disclosureRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex, clock } = context;

  app.post<{ Params: { key: string } }>('/petitions/:key/persons', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const reason = readReason(reader, request);
    refuseProblems(reader);
    if (petition.sealed) throw conflict('密封事项的人员信息不在此处查看');
    if (sightOf(request.viewer, petition) === 'facts') throw notFound('该事项的人员信息不对您的单位开放');
    const persons = (await listPersons(knex, petition.id)).map(({ role, name, idNo, phone, address }) => ({
      role,
      name,
      idNo,
      phone,
      address,
    }));
    const fields = ['name', 'idNo', 'phone', 'address'];
    await disclose(context, request, { petitionId: petition.id, record: 'persons', recordId: null, fields }, reason);
    return { persons };
  });

  app.post('/persons/lookup', async (request) => {
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const who = { idNo: readIdNo(reader, dayOf(clock.now())), phone: readPhone(reader) };
    const reason = readReason(reader, request);
    if (who.idNo === null && who.phone === null && reader.problems.length === 0) {
      reader.refuse('idNo', '请填写证件号码或电话');
    }
    refuseProblems(reader);
    const petitions = [];
    for (const id of await findPetitionsOf(knex, who)) {
      const petition = await findPetition(knex, id);
      if (petition && liesWithin(request.viewer, petition.areaCode)) petitions.push(petition);
    }
    const fields = [...(who.idNo === null ? [] : ['idNo']), ...(who.phone === null ? [] : ['phone'])];
    // One note for each petition it leads to, so that its own page shows it; one when it leads to none.
    for (const petitionId of petitions.length > 0 ? petitions.map(({ id }) => id) : [null]) {
      await disclose(context, request, { petitionId, record: 'lookup', recordId: null, fields }, reason);
    }
    const found = petitions.map(({ businessKey, book, state }) => ({ businessKey, book, state }));
    return { found };
  });

  app.post<{ Params: { id: string } }>('/experts/:id/contact', async (request) => {
    const expert = await findExpert(knex, request.params.id);
    if (!expert) throw notFound(`没有编号为 ${request.params.id} 的专家`);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const reason = readReason(reader, request);
    refuseProblems(reader);
    await disclose(
      context,
      request,
      { petitionId: null, record: 'expert', recordId: expert.id, fields: ['name', 'phone'] },
      reason,
    );
    return { name: expert.name, phone: expert.phone };
  });

  app.get<{ Params: { key: string } }>('/petitions/:key/disclosures', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const page = readPage(reader);
    refuseProblems(reader);
    return answer(await listDisclosures(knex, { petitionId: petition.id }, page));
  });

  app.get('/disclosures', async (request) => {
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const actor = reader.text('actor', '查看人', { max: 64 });
    const key = reader.text('petition', '信访编号', { max: 40 });
    const from = readDay(reader, 'from', '起始日期');
    const to = readDay(reader, 'to', '截止日期');
    const page = readPage(reader);
    refuseProblems(reader);
    const petition = key === undefined ? undefined : await requirePetition(knex, key);
    const filter = {
      ...(petition ? { petitionId: petition.id } : {}),
      ...(actor === undefined ? {} : { actor }),
      ...(from === undefined ? {} : { fromMs: startOfDayMs(from) }),
      ...(to === undefined ? {} : { beforeMs: endOfDayMs(to) + 1 }),
    };
    return answer(await listDisclosures(knex, filter, page));
  });
}

function readPage(reader: FieldReader) {
  return {
    firstResult: reader.integer('firstResult', '起始序号', { min: 0, max: 10_000_000 }) ?? 0,
    maxResults: reader.integer('maxResults', '每页条数', { min: 0, max: 200 }) ?? 50,
  };
}

function readDay(reader: FieldReader, field: string, label: string): string | undefined {
  const day = reader.text(field, label, { max: 10 });
  if (day === undefined || isDay(day)) return day;
  reader.refuse(field, `${label}须为 yyyy-mm-dd 格式的真实日期`);
  return undefined;
}

function refuseProblems(reader: FieldReader): void {
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
}

const answer = ({ total, disclosures }: { total: number; disclosures: Disclosure[] }) => ({
  total,
  items: disclosures.map(({ id: _id, at, ...disclosure }) => ({ at: new Date(at).toISOString(), ...disclosure })),
});
