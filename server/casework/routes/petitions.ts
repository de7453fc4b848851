import type { FastifyInstance } from 'fastify';
import { dayOf, endOfDayMs, startOfDayMs } from '../calendar/working-days.ts';
import { CHANNELS, KINDS, LEVELS, STATES, SUBJECTS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { discloseToPeople } from '../disclose.ts';
import { readSteps } from '../engine-steps.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { readPetitionForm } from '../intake/petition-form.ts';
import { registerPetition } from '../intake/register-petition.ts';
import { readMasks } from '../mask-text.ts';
import { readDetail, readDocumentRows, readEnvelope } from '../petition-detail.ts';
import { readNames, toItem } from '../petition-item.ts';
import { wordsOf } from '../search/grams.ts';
import { readMatches } from '../search/matches.ts';
import { type PetitionFilter, type PetitionPage, searchPetitions } from '../tables/petition-search.ts';
import { requirePetition } from './require-petition.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Registering, listing and looking at petitions. */
export function petitionRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.post('/petitions', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const read = readPetitionForm(request.body, dayOf(context.clock.now()));
    if ('problems' in read) throw invalid(read.problems);
    const petition = await registerPetition(context, read.form);
    context.wakeOutbox();
    return reply.code(201).send(await readDetail(context, petition, false));
  });

  app.get('/petitions', async (request) => {
    const { filter, page } = readQuery(request.query);
    const nowMs = context.clock.now();
    const { total, petitions } = await searchPetitions(context.knex, filter, page, nowMs);
    const found = { total, firstResult: page.firstResult, maxResults: page.maxResults };
    if (filter.sealed) {
      return { ...found, items: await Promise.all(petitions.map((petition) => readEnvelope(context, petition))) };
    }
    const names = await readNames(context.knex);
    const mask = await readMasks(
      context.knex,
      petitions.map(({ id }) => id),
    );
    const running = petitions.filter((petition) => petition.state !== 'archived').map((one) => one.businessKey);
    const steps = await readSteps(context.engine, running, nowMs).catch((error: unknown) => {
      app.log.warn({ err: error }, 'steps cannot be read from the engine');
      return null;
    });
    return {
      ...found,
      items: petitions.map((petition) => ({
        ...toItem(petition, names, steps === null ? null : (steps.get(petition.businessKey) ?? []), nowMs, mask),
        ...(filter.words
          ? { matches: readMatches(petition, names.areaPath(petition.areaCode), filter.words, mask) }
          : {}),
      })),
    };
  });

  app.get<{ Params: { key: string } }>('/petitions/:key', async (request) => {
    const petition = await requirePetition(context.knex, request.params.key);
    const [petitionId, fields] = [petition.id, ['text', 'claims']];
    if (!petition.sealed) {
      await discloseToPeople(context, request, { petitionId, record: 'petition', recordId: null, fields });
    }
    return readDetail(context, petition);
  });

  app.get<{ Params: { key: string } }>('/petitions/:key/documents', async (request) => {
    const petition = await requirePetition(context.knex, request.params.key);
    return petition.sealed ? [] : readDocumentRows(context, petition.id);
  });
}

const SORTS = { receivedAt: '收到时间', deadlineAt: '期限', businessKey: '编号' };
const ORDERS = { asc: '升序', desc: '降序' };

function readQuery(query: unknown): { filter: PetitionFilter; page: PetitionPage } {
  const reader = new FieldReader(isObject(query) ? query : {});
  const day = (field: string, label: string): string | undefined => {
    const text = reader.text(field, label, { max: 10 });
    if (text === undefined || isDay(text)) return text;
    reader.refuse(field, `${label}须为 yyyy-mm-dd 格式的真实日期`);
    return undefined;
  };
  const from = day('from', '起始日期');
  const to = day('to', '截止日期');
  const typed = reader.text('q', '检索词', { max: 100 });
  const wishes = {
    state: reader.code('state', '状态', STATES),
    areaCode: reader.text('areaCode', '属地', { max: 12 }),
    subjectCode: reader.code('subjectCode', '主题', SUBJECTS),
    kind: reader.code('kind', '类别', KINDS),
    level: reader.code('level', '层级', LEVELS),
    channel: reader.code('channel', '渠道', CHANNELS),
    late: reader.boolean('late', '逾期'),
    sample: reader.boolean('sample', '样例'),
    sealed: reader.boolean('sealed', '密封'),
    words: typed === undefined ? undefined : wordsOf(typed),
    fromMs: from === undefined ? undefined : startOfDayMs(from),
    beforeMs: to === undefined ? undefined : endOfDayMs(to) + 1,
  };
  const page: PetitionPage = {
    sortBy: reader.code('sortBy', '排序', SORTS) ?? 'receivedAt',
    sortOrder: reader.code('sortOrder', '顺序', ORDERS) ?? 'desc',
    firstResult: reader.integer('firstResult', '起始序号', { min: 0, max: 10_000_000 }) ?? 0,
    maxResults: reader.integer('maxResults', '每页条数', { min: 0, max: 200 }) ?? 20,
  };
  if (wishes.areaCode && !/^\d+$/.test(wishes.areaCode)) reader.refuse('areaCode', '属地编码须为数字');
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
  const given = Object.entries(wishes).filter(([, value]) => value !== undefined);
  return { filter: Object.fromEntries(given), page };
}
