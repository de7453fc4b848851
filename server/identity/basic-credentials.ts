import { createHmac, randomBytes } from 'node:crypto';
import { viewerOf } from './account-viewer.ts';
import type { IdentityContext } from './context.ts';
import { checkPassword } from './sign-in.ts';
import type { Viewer } from './viewer.ts';

/** How long a password that was right is believed without asking again. */
const BELIEVED_MS = 5 * 60_000;
const MOST = 1000;

/**
 * Names and passwords in Basic `Authorization` headers (RFC 7617), for programs that know no tokens. Checking a password costs 50 ms, so one that was
 * right is remembered for a while, as a keyed hash, and forgotten when anything about the account changes.
 */
export class BasicCredentials {
  readonly #key = randomBytes(32);
  readonly #believed = new Map<string, { viewer: Viewer; untilMs: number }>();

  /** What is remembered of a header, if it was right lately. */
  known(header: string, nowMs: number): Viewer | undefined {
    const seen = this.#believed.get(this.#hash(header));
    return seen && seen.untilMs > nowMs ? seen.viewer : undefined;
  }

  /**
   * Checks the name and password of a header. An account with a second factor cannot enter this way: there is no place for its code.
   * @throws Denial 401, or 429 while the account is locked; undefined when the header says nothing
   */
  async check(context: IdentityContext, header: string, from: string): Promise<Viewer | undefined> {
    const decoded = Buffer.from(header.replace(/^basic +/i, ''), 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1) return undefined;
    const account = await checkPassword(context, decoded.slice(0, colon), decoded.slice(colon + 1), from);
    if (account.totpOn) return undefined;
    const viewer = viewerOf(account);
    if (this.#believed.size >= MOST) this.#believed.clear();
    this.#believed.set(this.#hash(header), { viewer, untilMs: context.clock.now() + BELIEVED_MS });
    return viewer;
  }

  /** Forgets what is remembered of an account. */
  forget(accountId: string): void {
    for (const [hash, { viewer }] of this.#believed) if (viewer.id === accountId) this.#believed.delete(hash);
  }

  #hash(header: string): string {
    return createHmac('sha256', this.#key).update(header).digest('base64');
  }
}
