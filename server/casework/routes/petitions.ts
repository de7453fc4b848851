import type { FastifyInstance } from 'fastify';
import { hasRole } from '../../identity/viewer.ts';
import { dayOf, endOfDayMs, startOfDayMs } from '../calendar/working-days.ts';
import { CHANNELS, KINDS, LEVELS, STATES, SUBJECTS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { detailFor, isForPetitioner, sightOf } from '../detail-for.ts';
import { discloseToPeople } from '../disclose.ts';
import { readSteps } from '../engine-steps.ts';
import { invalid, Refusal } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { readPetitionForm } from '../intake/petition-form.ts';
import { registerPetition } from '../intake/register-petition.ts';
import { readMasks } from '../mask-text.ts';
import { readDetail, readDocumentRows } from '../petition-detail.ts';
import { readNames, toItem } from '../petition-item.ts';
import { queryCodeOf } from '../query-code.ts';
import { readEnvelopes } from '../sealed-list.ts';
import { wordsOf } from '../search/grams.ts';
import { readMatches } from '../search/matches.ts';
import { type PetitionFilter, type PetitionPage, searchPetitions } from '../tables/petition-search.ts';
import { vaultOf } from '../vault/vault.ts';
import { requirePetition } from './require-petition.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Registering, listing and looking at petitions. */
export function petitionRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.post('/petitions', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const read = readPetitionForm(request.body, dayOf(context.clock.now()));
    if ('problems' in read) throw invalid(read.problems);
    const { viewer } = request;
    const form = { ...read.form, registeredBy: read.form.registeredBy ?? viewer.agentId };
    const petition = await registerPetition(context, form);
    context.wakeOutbox();
    const receipt = {
      petitionId: petition.id,
      businessKey: petition.businessKey,
      state: petition.state,
      receivedAt: new Date(petition.receivedAt).toISOString(),
      queryCode: queryCodeOf(vaultOf(context.knex), petition.id),
    };
    // Who may not look at it afterwards is told that it came in, and how to ask for it.
    const reads = viewer.kind === 'house' || sightOf(viewer, petition) === 'identity';
    return reply.code(201).send(reads ? { ...(await readDetail(context, petition, true)), ...receipt } : receipt);
  });

  app.get('/petitions', async (request) => {
    const { filter, page } = readQuery(request.query);
    const nowMs = context.clock.now();
    const reach = { viewer: request.viewer, paths: request.paths };
    const { firstResult, maxResults } = page;
    if (filter.sealed) {
      if (reach.paths !== null && !hasRole(request.viewer, 'petitionOffice', 'accusationClerk', 'auditor')) {
        throw new Refusal(403, 'notAllowed', [{ field: 'sealed', reason: '您无权查看密封的检举控告' }]);
      }
      return { firstResult, maxResults, ...(await readEnvelopes(context, filter, page, reach)) };
    }
    const { total, petitions } = await searchPetitions(context.knex, filter, page, nowMs, reach);
    const found = { total, firstResult, maxResults };
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
    return detailFor(await readDetail(context, petition), sightOf(request.viewer, petition));
  });

  app.get<{ Params: { key: string } }>('/petitions/:key/documents', async (request) => {
    const petition = await requirePetition(context.knex, request.params.key);
    if (petition.sealed) return [];
    const rows = await readDocumentRows(context, petition.id);
    const own = sightOf(request.viewer, petition) === 'petitioner';
    return own ? rows.filter(({ template }) => isForPetitioner(template)) : rows;
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
