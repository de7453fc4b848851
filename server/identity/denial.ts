import type { FastifyReply, FastifyRequest } from 'fastify';

/** A text in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Why a request is not answered; told in the caller's language. */
export class Denial extends Error {
  readonly status: number;
  readonly code: string;
  readonly said: Said;
  /** Member of the body that is wrong, or empty. */
  readonly field: string;
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | undefined;

  constructor(status: number, code: string, said: Said, more: { field?: string; retryAfterS?: number } = {}) {
    super(said.en);
    this.name = 'Denial';
    this.status = status;
    this.code = code;
    this.said = said;
    this.field = more.field ?? '';
    this.retryAfterS = more.retryAfterS;
  }
}

/** Nobody signed in. */
export const notSignedIn = (): Denial => new Denial(401, 'notSignedIn', { zh: '请先登录', en: 'Please sign in first' });
/** Signed in, and still no. */
export const notAllowed = (): Denial =>
  new Denial(403, 'notAllowed', { zh: '您没有权限进行此操作', en: 'You have no right to do this' });
/** Not there, or not for this viewer: which of the two is nobody's business. */
export const notThere = (): Denial =>
  new Denial(404, 'notFound', {
    zh: '没有这个事项，或者您无权查看',
    en: 'There is no such matter, or it is not yours to see',
  });
/** A value of the body that is no good. */
export const wrongValue = (field: string, zh: string, en: string): Denial =>
  new Denial(422, 'invalid', { zh, en }, { field });

/** Whether the caller reads English rather than Chinese, by `Accept-Language`. */
function readsEnglish({ headers }: FastifyRequest): boolean {
  const first = /^\s*([a-z]+)/i.exec(headers['accept-language'] ?? '')?.[1];
  return first?.toLowerCase() === 'en';
}

/** Whether a person typed or followed the address, rather than a program asking for data: programs bring their credentials along. */
const isPage = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && headers.authorization === undefined && !/^\/(api|engine-rest|metrics|health)(\/|\?|$)/.test(url);

/** Sends the denial in the shape of whichever interface was asked. */
export function sendDenial(request: FastifyRequest, reply: FastifyReply, denial: Denial): FastifyReply {
  const reason = readsEnglish(request) ? denial.said.en : denial.said.zh;
  if (isPage(request)) {
    if (denial.status === 401) return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303);
    return reply.redirect('/login?problem=notAllowed', 303);
  }
  reply.code(denial.status);
  if (denial.retryAfterS !== undefined) reply.header('retry-after', denial.retryAfterS);
  if (request.url.startsWith('/engine-rest')) {
    // As the reference does, so that clients of it ask for a password.
    if (denial.status === 401) reply.header('www-authenticate', 'Basic realm="default"');
    const type = denial.status === 404 ? 'InvalidRequestException' : 'AuthorizationException';
    return reply.type('application/json').send({ type, message: denial.said.en, code: null });
  }
  return reply.send({ code: denial.code, errors: [{ field: denial.field, reason }] });
}
