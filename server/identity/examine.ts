import type { FastifyRequest } from 'fastify';
import type { AskEngine, IdentityContext } from './context.ts';
import { Denial, notAllowed, notSignedIn, notThere, wrongValue } from './denial.ts';
import type { Matter, Path } from './reach.ts';
import { reaches } from './reach.ts';
import type { Right, RouteMatch, Subject } from './rights.ts';
import type { Role } from './roles.ts';
import { tooMany } from './sign-in.ts';
import type { Viewer } from './viewer.ts';

type Row = Readonly<Record<string, unknown>>;

/** What is looked at: the request as far as it matters here. */
interface Asked {
  viewer: Viewer;
  right: Right;
  paths: readonly Path[];
  method: string;
  params: Row;
  query: Row;
  body: Row;
  from: string;
}

const EVERY_TOPIC = '*';
const row = (value: unknown): Row => (typeof value === 'object' && value !== null ? (value as Row) : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Looks at what a request is about, once it is known that the viewer may use the route at all.
 * @throws Denial when it is out of the viewer's reach
 */
export async function examine(
  request: FastifyRequest,
  { right, params }: RouteMatch,
  context: IdentityContext,
  askEngine: AskEngine,
): Promise<void> {
  const { viewer, paths, method } = request;
  const asked: Asked = {
    viewer,
    right,
    paths: paths ?? [],
    method,
    params,
    query: row(request.query),
    body: row(request.body),
    from: request.ip,
  };
  await LOOK[right.subject](asked, context, askEngine);
}

type Look = (asked: Asked, context: IdentityContext, askEngine: AskEngine) => Promise<void> | void;

const LOOK: Readonly<Record<Subject, Look>> = {
  nothing() {},
  list() {},
  async petition(asked, { matters }) {
    if (asked.right.nobody === 'token' && text(asked.body['token'])) return;
    if (asked.viewer.kind === 'nobody') throw notSignedIn();
    mustReach(asked, await matters.petition(text(asked.params['key']) ?? ''));
    mustBeSelf(asked);
  },
  async document(asked, { matters }) {
    mustReach(asked, await matters.document(text(asked.params['documentId']) ?? ''));
  },
  async attachment(asked, { matters }) {
    mustReach(asked, await matters.attachment(text(asked.params['attachmentId']) ?? ''));
  },
  async instance(asked, { matters }, askEngine) {
    if (asked.paths.some(({ scope }) => scope === 'all')) return;
    const { params, query } = asked;
    const id = text(params['id']) ?? text(query['processInstanceId']);
    const key = id === undefined ? text(query['processInstanceBusinessKey']) : await businessKeyOf(id, askEngine);
    if (id === undefined && key === undefined) throw notAllowed();
    mustReach(asked, key === undefined ? undefined : await matters.petition(key));
  },
  async task(asked, { matters }, askEngine) {
    if (asked.paths.some(({ scope }) => scope === 'all')) return;
    const id = encodeURIComponent(text(asked.params['id']) ?? '');
    const task = row(await askEngine(`/task/${id}`));
    const instance = text(task['processInstanceId']);
    const key = instance === undefined ? undefined : await businessKeyOf(instance, askEngine);
    mustReach(asked, key === undefined ? undefined : await matters.petition(key));
    if (asked.method === 'GET') return;
    const { agentId, unitId, expertId, id: accountId, roles } = asked.viewer;
    const assignee = text(task['assignee']);
    if (assignee !== undefined) {
      if (![agentId, unitId, expertId, accountId].includes(assignee)) throw notAllowed();
      return;
    }
    const links = await askEngine(`/task/${id}/identity-links`);
    const groups = Array.isArray(links) ? links.map((link: unknown) => text(row(link)['groupId'])) : [];
    if (!groups.some((group) => roles.some((role) => role === group))) throw notAllowed();
  },
  entry(asked, { attempts, clock }) {
    const { viewer, paths, body, right, from } = asked;
    const registeredBy = text(body['registeredBy']);
    if (viewer.kind !== 'account' || paths.length === 0) {
      if (right.nobody === 'online' && body['channel'] !== 'web') {
        throw wrongValue(
          'channel',
          '未登录只能网上提交（channel 为 web）',
          'Without sign-in only channel "web" is open',
        );
      }
      if (registeredBy !== undefined)
        throw wrongValue('registeredBy', '未登录不能填写登记人', 'Only staff register for others');
      const waitMs = attempts.online.waitMs(from, clock.now());
      if (waitMs > 0) throw tooMany(waitMs);
      attempts.online.note(from, clock.now());
      return;
    }
    const areaCode = text(body['areaCode']);
    const inReach = viewer.areaCode !== null && areaCode?.startsWith(viewer.areaCode);
    // What is missing or no text at all the route itself tells better.
    if (areaCode !== undefined && !inReach && paths.every(({ scope }) => scope !== 'all')) throw notAllowed();
    if (registeredBy !== undefined && registeredBy !== viewer.agentId) {
      throw wrongValue('registeredBy', '登记人只能是本人', 'You can register under your own name only');
    }
    const onlyGrid = viewer.roles.every((role) => role === 'gridWorker');
    if (onlyGrid && body['channel'] !== undefined && body['channel'] !== 'grid') {
      throw wrongValue('channel', '网格员只能以网格渠道登记', 'Grid workers register through the grid alone');
    }
  },
  topic({ viewer, params }) {
    mustServe(viewer, [text(params['topic'])]);
  },
  topics({ viewer, body }) {
    const topics = Array.isArray(body['topics']) ? body['topics'] : [];
    mustServe(
      viewer,
      topics.map((topic: unknown) => text(row(topic)['topicName'])),
    );
  },
  async externalTask({ viewer, params }, _context, askEngine) {
    if (viewer.topics.includes(EVERY_TOPIC)) return;
    const task = await askEngine(`/external-task/${encodeURIComponent(text(params['id']) ?? '')}`);
    // One that is not there is told so by its own route.
    if (task !== undefined) mustServe(viewer, [text(row(task)['topicName'])]);
  },
};

function mustReach({ viewer, right, paths }: Asked, matter: Matter | undefined): void {
  if (!matter) throw notThere();
  if (viewer.kind === 'petitioner') {
    if (!viewer.petitionIds.includes(matter.petitionId)) throw notThere();
    return;
  }
  if (matter.sealed && !viewer.roles.some((role) => right.envelopes?.includes(role))) throw notThere();
  if (!reaches(viewer, paths, matter)) throw notThere();
}

function mustBeSelf({ viewer, right, body }: Asked): void {
  const fields = Object.entries(right.self ?? {}).filter(([role]) => viewer.roles.includes(role as Role));
  // Whoever has another role on the route speaks for others by that one.
  if (fields.length === 0 || viewer.roles.some((role) => right.roles[role] !== undefined && !right.self?.[role]))
    return;
  for (const [, field] of fields) {
    const named = text(body[field]);
    if (named !== undefined && named !== viewer.agentId && named !== viewer.expertId) {
      throw wrongValue(field, '只能填写本人', 'You can name yourself only');
    }
  }
}

function mustServe({ kind, topics }: Viewer, wanted: readonly (string | undefined)[]): void {
  // An account that is let in at all has no topics to keep to.
  if (kind === 'account' || topics.includes(EVERY_TOPIC)) return;
  const foreign = wanted.find((topic) => topic === undefined || !topics.includes(topic));
  if (wanted.length > 0 && wanted.every((topic) => topic !== undefined && topics.includes(topic))) return;
  throw new Denial(403, 'notAllowed', {
    zh: `该令牌无权领取主题 ${foreign ?? ''}`,
    en: `This token may not serve topic ${foreign ?? ''}`,
  });
}

async function businessKeyOf(instanceId: string, askEngine: AskEngine): Promise<string | undefined> {
  return text(row(await askEngine(`/history/process-instance/${encodeURIComponent(instanceId)}`))['businessKey']);
}
