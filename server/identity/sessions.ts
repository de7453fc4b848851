import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import { viewerOf } from './account-viewer.ts';
import { csrfTokenOf, hashOf, newSecret, sameText } from './secrets.ts';
import type { Account } from './tables/account.ts';
import {
  deleteOldSessions,
  deleteSession,
  findSession,
  insertSession,
  type Session,
  touchSession,
} from './tables/session.ts';
import { makeViewer, NOBODY, type Viewer } from './viewer.ts';

const COOKIE = 'petition_session';
/** Not HttpOnly: the page reads it and sends it back as a header. */
const CSRF_COOKIE = 'petition_csrf';
/** The header in which a page sends back what the cookie holds. */
export const CSRF_HEADER = 'x-csrf-token';
/** A second factor is typed soon or not at all; a petitioner looks and goes. */
const SHORT_MS = 15 * 60_000;
/** Being used is noted at most this often. */
const TOUCH_MS = 60_000;

export interface SessionLimits {
  /** Without a request for so long, it is over. */
  readonly idleMs: number;
  /** Over, whatever happens. */
  readonly absoluteMs: number;
}

export interface FoundSession {
  session: Session;
  account: Account | null;
}

/** The sessions of browsers. The browser holds a secret in an HttpOnly cookie, the database its hash. */
export class Sessions {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  readonly #secure: boolean;
  readonly #samples: boolean;

  /** @param secure whether cookies travel over TLS alone; @param samples whether accounts of the sample office are let in */
  constructor(knex: Knex, clock: Clock, options: { limits: SessionLimits; secure: boolean; samples: boolean }) {
    this.#knex = knex;
    this.#clock = clock;
    this.#limits = options.limits;
    this.#secure = options.secure;
    this.#samples = options.samples;
  }

  /** Opens a session and gives the browser its cookies; the one it had is over. */
  async open(
    request: FastifyRequest,
    reply: FastifyReply,
    whose: Pick<Session, 'accountId' | 'petitionId'>,
    awaitsSecondFactor = false,
  ): Promise<void> {
    await this.close(request, reply);
    const nowMs = this.#clock.now();
    await deleteOldSessions(this.#knex, nowMs - this.#limits.absoluteMs, nowMs - this.#limits.idleMs);
    const secret = newSecret();
    await insertSession(this.#knex, {
      ...whose,
      tokenHash: hashOf(secret),
      awaitsSecondFactor,
      createdAt: nowMs,
      seenAt: nowMs,
    });
    this.#setCookies(reply, secret, csrfTokenOf(secret), '');
  }

  /** Ends the browser's session, if it has one. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const secret = secretOf(request);
    if (secret === undefined) return;
    await deleteSession(this.#knex, hashOf(secret));
    this.#setCookies(reply, '', '', '; Max-Age=0');
  }

  /** The browser's session as long as it is good. */
  async find(request: FastifyRequest): Promise<FoundSession | undefined> {
    const secret = secretOf(request);
    const found = secret === undefined ? undefined : await findSession(this.#knex, hashOf(secret));
    if (!found) return undefined;
    const { session, account } = found;
    const nowMs = this.#clock.now();
    const short = session.awaitsSecondFactor || session.petitionId !== null;
    const absoluteMs = short ? SHORT_MS : this.#limits.absoluteMs;
    const good =
      nowMs - session.seenAt < this.#limits.idleMs &&
      nowMs - session.createdAt < absoluteMs &&
      (session.accountId === null || (account !== null && mayEnter(account, this.#samples)));
    if (!good) {
      await deleteSession(this.#knex, session.tokenHash);
      return undefined;
    }
    if (nowMs - session.seenAt > TOUCH_MS) await touchSession(this.#knex, session.tokenHash, nowMs);
    return found;
  }

  /** Who the browser's session makes of a request. */
  async viewer(request: FastifyRequest): Promise<Viewer> {
    const found = await this.find(request);
    if (!found || found.session.awaitsSecondFactor) return NOBODY;
    const { session, account } = found;
    if (session.petitionId !== null) return makeViewer('petitioner', { petitionIds: [session.petitionId] });
    return account ? viewerOf(account) : NOBODY;
  }

  #setCookies(reply: FastifyReply, secret: string, csrf: string, more: string): void {
    const rest = `; Path=/; SameSite=Lax${this.#secure ? '; Secure' : ''}${more}`;
    reply.header('set-cookie', [`${COOKIE}=${secret}${rest}; HttpOnly`, `${CSRF_COOKIE}=${csrf}${rest}`]);
  }
}

/** Whether the account may enter at all. */
export const mayEnter = (account: Account, samples: boolean): boolean => account.active && (!account.sample || samples);

function secretOf({ headers }: FastifyRequest): string | undefined {
  return /(?:^|;\s*)petition_session=([\w-]{20,})/.exec(headers.cookie ?? '')?.[1];
}

/** Hash of the session a request came with, to leave that one out when the others are ended. */
export const sessionHashOf = (request: FastifyRequest): string => {
  const secret = secretOf(request);
  return secret === undefined ? '' : hashOf(secret);
};

/** Whether a request came with a session's cookie. */
export const hasSession = (request: FastifyRequest): boolean => secretOf(request) !== undefined;

/** Whether a request shows that its sender could read the page's own cookie, which no foreign page can. */
export function showsCsrfToken(request: FastifyRequest): boolean {
  const secret = secretOf(request);
  const shown = request.headers[CSRF_HEADER];
  return secret !== undefined && typeof shown === 'string' && sameText(shown, csrfTokenOf(secret));
}
