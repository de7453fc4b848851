import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import type { IdentityContext } from '../context.ts';
import { mayEnter } from '../sessions.ts';
import { findAccountBySubject } from '../tables/account.ts';

/** A provider of OpenID Connect at which people of the office sign in. */
export interface Provider {
  /** Its issuer, where `/.well-known/openid-configuration` is found. Plain HTTP on this machine alone. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const COOKIE = 'petition_elsewhere';
const PATH = '/api/session/elsewhere';
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/;

/** What is remembered, encrypted and in the browser, between going there and coming back. */
interface Underway {
  verifier: string;
  state: string;
  nonce: string;
  next: string;
}

/**
 * Signing in by OpenID Connect: authorization code with PKCE, state and nonce. The subject must stand in an account that an administrator
 * made; nobody gets one by coming here. A second factor is the provider's affair.
 * @param publicUrl address of this server as browsers know it; null: as the request has it
 */
export function elsewhereRoutes(
  app: FastifyInstance,
  { key, knex, sessions, samples }: IdentityContext,
  provider: Provider,
  publicUrl: string | null,
): void {
  let discovered: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= client
      .discovery(new URL(provider.issuer), provider.clientId, provider.clientSecret, undefined, {
        execute: LOOPBACK.test(provider.issuer) ? [client.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  const here = ({ headers }: FastifyRequest): string => publicUrl ?? `http://${headers.host ?? ''}`;
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : '';
  const remember = (reply: FastifyReply, value: string, seconds: number) =>
    reply.header('set-cookie', `${COOKIE}=${value}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`);
  const back = (reply: FastifyReply, problem: string) => {
    remember(reply, '', 0);
    return reply.redirect(`/login?problem=${problem}`, 303);
  };

  app.get<{ Querystring: { next?: unknown } }>('/session/elsewhere', async (request, reply) => {
    try {
      const config = await configuration();
      const underway: Underway = {
        verifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
        next: ownPath(request.query.next),
      };
      remember(reply, Buffer.from(key.seal(JSON.stringify(underway))).toString('base64url'), 600);
      const target = client.buildAuthorizationUrl(config, {
        redirect_uri: `${here(request)}${PATH}/return`,
        scope: 'openid',
        code_challenge: await client.calculatePKCECodeChallenge(underway.verifier),
        code_challenge_method: 'S256',
        state: underway.state,
        nonce: underway.nonce,
      });
      return reply.redirect(target.href, 303);
    } catch (error) {
      request.log.warn({ err: error }, 'the OpenID provider does not answer');
      return back(reply, 'providerUnavailable');
    }
  });

  app.get('/session/elsewhere/return', async (request, reply) => {
    const underway = readUnderway(request, key);
    if (!underway) return back(reply, 'providerRefused');
    let subject: string | undefined;
    try {
      const answer = await client.authorizationCodeGrant(await configuration(), new URL(request.url, here(request)), {
        pkceCodeVerifier: underway.verifier,
        expectedState: underway.state,
        expectedNonce: underway.nonce,
      });
      subject = answer.claims()?.sub;
    } catch (error) {
      request.log.warn({ err: error }, 'the OpenID provider refused a sign-in');
      return back(reply, 'providerRefused');
    }
    const account = subject === undefined ? undefined : await findAccountBySubject(knex, subject);
    if (!account || !mayEnter(account, samples)) return back(reply, 'noAccount');
    await sessions.open(request, reply, { accountId: account.id, petitionId: null });
    remember(reply, '', 0);
    return reply.redirect(underway.next, 303);
  });
}

/** An address of this server's own: `//elsewhere.example` is none. */
function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}

function readUnderway({ headers }: FastifyRequest, key: IdentityContext['key']): Underway | undefined {
  const sealed = /(?:^|;\s*)petition_elsewhere=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
  if (sealed === undefined) return undefined;
  try {
    return JSON.parse(key.open(Buffer.from(sealed, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
