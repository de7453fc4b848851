import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RIGHTS, type Right, rightOf } from '../../server/identity/rights.ts';
import { ROLES, type Role } from '../../server/identity/roles.ts';
import { SAMPLE_PASSWORD } from '../../server/identity/sample-accounts.ts';
import { type Browser, type House, openHouse } from './open-house.ts';
import { ACCOUNT_OF, COMMUNITY, ELSEWHERE, type Planted, plant } from './planted-matters.ts';

/** How a request fared at the door: not known, refused, told that there is nothing, or let in (whatever the route then said). */
type Verdict = 'unknown' | 'refused' | 'hidden' | 'admitted';
type Place = 'inside' | 'outside';

interface Walker {
  name: string;
  role: Role | null;
  kind: 'account' | 'nobody' | 'petitioner' | 'limited' | 'unlimited';
  browser: Browser;
  headers: Record<string, string>;
}

const ABOUT_MATTERS = ['petition', 'document', 'attachment', 'instance', 'task'];
const SUGGESTION_ROLES: readonly (Role | null)[] = ['suggestionOfficer', 'studyUnit', 'leader'];
const ENDS_SESSION = 'DELETE /api/session';
/** They ask for a secret of their own, and say 401 when it is wrong. */
const ASKS_FOR_SECRETS = ['POST /api/session/second-factor', 'POST /api/tokens/access'];

/** What the line says of the walker: written anew from the words of the table, not from the guard. */
function declared(right: Right, { kind, role }: Walker, place: Place, isEngine: boolean): Verdict {
  // Staff enter matters of their own area, even where everybody may enter some.
  const entering = kind === 'account' && role !== null && right.roles[role] !== undefined;
  if (right.subject === 'entry' && entering) return place === 'inside' ? 'admitted' : 'refused';
  if (right.nobody === true) return 'admitted';
  if (kind === 'nobody') return right.nobody === 'online' ? 'admitted' : 'unknown';
  if (kind === 'unlimited' && (right.service || isEngine)) return 'admitted';
  if (kind === 'limited' && right.service) {
    return place === 'outside' && ['topic', 'topics'].includes(right.subject) ? 'refused' : 'admitted';
  }
  if (kind === 'petitioner' && right.petitioner) {
    return place === 'inside' || !ABOUT_MATTERS.includes(right.subject) ? 'admitted' : 'hidden';
  }
  if (kind === 'account' && right.signedIn) return 'admitted';
  const scope = kind === 'account' && role ? right.roles[role] : undefined;
  if (scope === undefined) {
    if (right.nobody === 'online') return 'admitted';
    return right.nobody === 'token' ? 'hidden' : 'refused';
  }
  if (place === 'inside' || scope === 'all') return 'admitted';
  return ABOUT_MATTERS.includes(right.subject) ? 'hidden' : 'admitted';
}

function seen({ statusCode, headers, body }: LightMyRequestResponse): Verdict {
  const location = String(headers['location'] ?? '');
  if (statusCode === 401 || location.startsWith('/login?next=')) return 'unknown';
  if (statusCode === 403 || location.startsWith('/login?problem=notAllowed')) return 'refused';
  return statusCode === 404 && /没有这个事项，或者您无权查看|no such matter, or it is not yours/.test(body)
    ? 'hidden'
    : 'admitted';
}

describe('given every route of a server, one walker of each kind, and matters within reach and out of it', () => {
  let house: House;
  let matters: Record<Place, Planted>;
  let tasks: Record<string, string>;
  let walkers: Walker[];

  beforeAll(async () => {
    house = await openHouse();
    matters = await plant(house);
    tasks = Object.fromEntries(
      (await house.asHouse('GET', '/engine-rest/task'))
        .json<{ id: string; processInstanceId: string }[]>()
        .map((task) => [task.processInstanceId, task.id]),
    );
    const token = async (topics: string[]) =>
      (await house.asHouse('POST', '/api/tokens', { name: 'walker', topics })).json<{ token: string }>().token;
    const [limited, unlimited] = [await token(['topic-inside']), await token(['*'])];
    const petitioner = house.browser();
    const { key, queryCode } = matters.inside;
    expect(
      (await petitioner.ask('POST', '/api/session/petition', { businessKey: key, code: queryCode })).statusCode,
    ).toBe(200);
    const walker = (kind: Walker['kind'], headers: Record<string, string> = {}, browser = house.browser()): Walker => ({
      name: kind,
      role: null,
      kind,
      headers,
      browser,
    });
    walkers = [
      walker('nobody'),
      walker('petitioner', {}, petitioner),
      walker('limited', { authorization: `Bearer ${limited}` }),
      walker('unlimited', { authorization: `Bearer ${unlimited}` }),
    ];
    for (const role of Object.keys(ROLES) as Role[]) {
      const account = ACCOUNT_OF[role];
      if (account === undefined) continue;
      const basic = Buffer.from(`${account}:${SAMPLE_PASSWORD}`).toString('base64');
      walkers.push({ ...walker('account', { authorization: `Basic ${basic}` }), name: role, role });
    }
  }, 60_000);
  afterAll(() => house.close());

  /** The request a walker sends: what it names lies within reach or out of it, and its body is never one that changes anything. */
  function requestOf(method: string, url: string, value: string | undefined, { role }: Walker, place: Place) {
    const planted = matters[place];
    const isSuggestion = SUGGESTION_ROLES.includes(role);
    const instance = isSuggestion ? planted.suggestionInstanceId : planted.instanceId;
    const isTask = url.startsWith('/engine-rest/task/');
    const isInstance = url.startsWith('/engine-rest/history/process-instance/');
    const address = url
      .replace(':messageName', value ?? 'no-message')
      .replace(/:(key|businessKey)\b/, isSuggestion ? planted.suggestion : planted.key)
      .replace(':documentId', planted.documentId)
      .replace(':attachmentId', planted.attachmentId)
      .replace(':topic', `topic-${place}`)
      .replace(':year', '1999')
      .replace(':id', isTask ? (tasks[instance] ?? '') : isInstance ? instance : 'no-such-id')
      .replaceAll(/:\w+/g, 'no-such-thing')
      .replace('*', 'no-such-file');
    const query = /^\/engine-rest\/(incident|history\/[a-z-]+)$/.test(url) ? `?processInstanceId=${instance}` : '';
    const topics = [{ topicName: `topic-${place}`, lockDuration: 'none' }];
    const body = {
      areaCode: place === 'inside' ? COMMUNITY : ELSEWHERE,
      channel: role === 'gridWorker' ? 'grid' : 'web',
      variables: 'none',
      topics,
    };
    return { method, url: address + query, body: method === 'GET' || method === 'HEAD' ? undefined : body };
  }

  it('when each walks to each route, then each fares as the table says, and no answer is a fault', async () => {
    const counts = { cases: 0, admitted: 0, refused: 0, unknown: 0, hidden: 0 };
    const wrong: string[] = [];
    // The petitioner's session ends with it.
    // A HEAD answers as its GET does, and has no body to tell by.
    const walked = house.app.house.routes.filter((route) => !route.startsWith('HEAD '));
    const routes = walked.toSorted((a, b) => Number(a === ENDS_SESSION) - Number(b === ENDS_SESSION));
    const values = Object.keys(RIGHTS).flatMap((key) => (key.includes(' = ') ? [key.split(' = ')[1]] : []));
    for (const route of routes) {
      const [method = '', url = ''] = route.split(' ');
      for (const value of url.includes(':messageName') ? values : [undefined]) {
        // A parameter with its colon stands for every value: where one value decides, the others must not be left open.
        const address = value === undefined ? url : url.replace(':messageName', value).replaceAll(/:\w+/g, 'any');
        const right = rightOf(method, address)?.right;
        if (!right) throw new Error(`${route} has no line`);
        const places: Place[] = ['nothing', 'list', 'externalTask'].includes(right.subject)
          ? ['inside']
          : ['inside', 'outside'];
        for (const walker of walkers) {
          for (const place of places) {
            const { body, ...request } = requestOf(method, url, value, walker, place);
            const answer = await walker.browser.ask(request.method as 'GET', request.url, body, walker.headers);
            const expected = declared(right, walker, place, /^\/engine-rest/.test(url) || url === '/metrics');
            const verdict = ASKS_FOR_SECRETS.includes(route) ? 'admitted' : seen(answer);
            counts.cases += 1;
            counts[verdict] += 1;
            // The engine's contract knows 500 for some mistakes of callers; pages that are not built answer 503.
            const isFault = answer.statusCode === 500 && !url.startsWith('/engine-rest');
            if (verdict !== expected || isFault) {
              wrong.push(
                `${route} ${value ?? ''} ${walker.name} ${place}: ${verdict}, declared ${expected} (${answer.statusCode} ${answer.body.slice(0, 120)})`,
              );
            }
          }
        }
      }
    }
    console.log(`role matrix: ${routes.length} routes, ${walkers.length} walkers, ${JSON.stringify(counts)}`);
    expect(wrong).toEqual([]);
    expect(counts.cases).toBeGreaterThan(6000);
  }, 300_000);

  it('then every line of the table is about a route that exists', () => {
    const routes = new Set(house.app.house.routes);
    const without = Object.keys(RIGHTS)
      .map((key) => key.split(' = ')[0] ?? '')
      .filter((key) => !routes.has(key) && key !== 'GET /docs*' && key !== 'GET /assets/*');
    expect(without).toEqual(['GET /api/session/elsewhere', 'GET /api/session/elsewhere/return']);
  });
});
