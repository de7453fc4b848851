import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { BasicCredentials } from './basic-credentials.ts';
import type { AskEngine, IdentityContext } from './context.ts';
import { Denial, notAllowed, notSignedIn, sendDenial } from './denial.ts';
import { examine } from './examine.ts';
import { type Path, pathsOf } from './reach.ts';
import { type RouteMatch, rightOf } from './rights.ts';
import { hasSession, showsCsrfToken } from './sessions.ts';
import { HOUSE, NOBODY, type Viewer } from './viewer.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The table's line about the route; absent where the address of the request decides which one it is. */
    line?: RouteMatch | undefined;
  }
  interface FastifyRequest {
    /** The ways that lead the viewer to matters on this route; null: no limits. */
    paths: readonly Path[] | null;
  }
}

export interface GuardOptions {
  context: IdentityContext;
  askEngine: AskEngine;
  /** Whether the engine's routes, and the metrics, are open to everybody who reaches this machine's loopback interface. */
  engineOpen: boolean;
}

/** A service without limits, on what services are for. */
const servesAll = (viewer: Viewer, { right }: RouteMatch, url: string): boolean =>
  viewer.topics.includes('*') && (right.service === true || ENGINE.test(url));

export interface Guard {
  basic: BasicCredentials;
  /** Every route it stands before, method and address; more are added as they are registered. */
  routes: readonly string[];
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const ENGINE = /^\/(engine-rest|metrics)(\/|\?|$)/;

/**
 * Stands before every route that is registered after it: says who asks, and whether they may. A route that the table does not know stops the
 * server from starting.
 */
export function guard(app: FastifyInstance, { context, askEngine, engineOpen }: GuardOptions): Guard {
  const basic = new BasicCredentials();
  const routes: string[] = [];
  app.decorateRequest('viewer');
  app.decorateRequest('paths', null);

  app.addHook('onRoute', (route) => {
    const line = lineOf(route);
    route.config = { ...route.config, line };
    routes.push(...[route.method].flat().map((method) => `${method} ${route.url}`));
    if (line && ['nothing', 'list'].includes(line.right.subject)) return;
    const before = route.preValidation === undefined ? [] : [route.preValidation].flat();
    // Before the body is held against its schema: what is out of reach is not corrected.
    route.preValidation = [look, ...before];
  });

  app.addHook('onRequest', (request, reply, done) => {
    const viewer = engineOpen && ENGINE.test(request.raw.url ?? '') ? HOUSE : quickViewer(request);
    if (viewer) return admit(request, reply, viewer, done);
    slowViewer(request).then(
      (found) => admit(request, reply, found, done),
      (error: unknown) => refuse(request, reply, error, done),
    );
  });

  /** Who asks, when that can be told from memory; undefined when the database must be asked. */
  function quickViewer(request: FastifyRequest): Viewer | undefined {
    // Camunda Modeler asks for addresses that are not here, with whatever credentials it has: they are not here for anybody.
    if (request.is404) return NOBODY;
    const { authorization } = request.headers;
    if (authorization === undefined) return hasSession(request) ? undefined : NOBODY;
    if (request.routeOptions.config.line?.right.readsCredentials) return NOBODY;
    const nowMs = context.clock.now();
    if (/^bearer /i.test(authorization)) return context.tokens.viewerOf(authorization.slice(7).trim(), nowMs);
    return basic.known(authorization, nowMs);
  }

  async function slowViewer(request: FastifyRequest): Promise<Viewer> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      const viewer = await context.sessions.viewer(request);
      if (viewer !== NOBODY && !READING.has(request.method) && !showsCsrfToken(request)) throw noCsrfToken();
      return viewer;
    }
    const viewer = /^basic /i.test(authorization) ? await basic.check(context, authorization, request.ip) : undefined;
    if (!viewer) throw new Denial(401, 'wrongCredentials', { zh: '身份凭证无效', en: 'The credentials are not valid' });
    return viewer;
  }

  function admit(request: FastifyRequest, reply: FastifyReply, viewer: Viewer, done: (error?: Error) => void): void {
    request.viewer = viewer;
    try {
      if (viewer.kind !== 'house') mayUse(request, viewer);
      done();
    } catch (error) {
      refuse(request, reply, error, done);
    }
  }

  // Calls back instead of promising, as whatever is in the way of every task.
  function look(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    const { viewer } = request;
    const match = viewer.kind === 'house' ? undefined : matchOf(request);
    if (!match || servesAll(viewer, match, request.url)) {
      done();
      return;
    }
    examine(request, match, context, askEngine).then(
      () => done(),
      (error: unknown) => refuse(request, reply, error, done),
    );
  }

  return { basic, routes };
}

/** @throws Error when the table has no line for the route */
function lineOf({ method, url }: RouteOptions): RouteMatch | undefined {
  const methods = [method].flat();
  const found = methods.map((one) => rightOf(one, url));
  const unknown = found.indexOf(undefined);
  if (unknown >= 0) {
    throw new Error(`${methods[unknown]} ${url} is in no line of server/identity/rights.ts: who may use it?`);
  }
  return BY_ADDRESS.test(url) ? undefined : found[0];
}

/** Routes that stand for several lines of the table. */
const BY_ADDRESS = /:messageName$|\/engine-rest\/\*$/;

function matchOf(request: FastifyRequest): RouteMatch | undefined {
  const { line } = request.routeOptions.config;
  if (line) return { right: line.right, params: { ...(request.params as object) } };
  return request.is404 ? undefined : rightOf(request.method, decoded(request.url.split('?')[0] ?? ''));
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** @throws Denial when the viewer has no business on the route, whatever the matter */
function mayUse(request: FastifyRequest, viewer: Viewer): void {
  const right = request.routeOptions.config.line?.right ?? matchOf(request)?.right;
  // No such route, or no such value of its parameter: the answer is 404, and says nothing.
  if (!right) {
    if (request.is404) return;
    throw viewer.kind === 'nobody' ? notSignedIn() : notAllowed();
  }
  request.paths = pathsOf(viewer, right.roles);
  if (right.nobody !== undefined) return;
  switch (viewer.kind) {
    case 'account':
      if (right.signedIn || request.paths.length > 0) return;
      throw notAllowed();
    case 'service':
      if (right.service || (viewer.topics.includes('*') && ENGINE.test(request.url))) return;
      throw notAllowed();
    case 'petitioner':
      if (right.petitioner) return;
      throw notAllowed();
    default:
      throw notSignedIn();
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown, done: (error?: Error) => void): void {
  if (error instanceof Denial) sendDenial(request, reply, error);
  else done(error instanceof Error ? error : new Error(String(error)));
}

const noCsrfToken = (): Denial =>
  new Denial(403, 'csrf', {
    zh: '请求未带本页面的校验码，未作任何更改；请刷新页面后重试',
    en: 'The request lacks the token of the page; nothing was changed. Reload the page and try again',
  });
