import type { FastifyInstance } from 'fastify';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses with 403 what does not come from this machine's own pages and programs: a `Host` that is no loopback name (a
 * foreign name that resolves to this machine), or an `Origin` other than the address asked for (a foreign page in the
 * same browser).
 * @param publicUrl the one other address by which browsers know the server, or null
 */
export function guardHost(app: FastifyInstance, publicUrl: string | null = null): void {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host.toLowerCase();
  const isPublic = (host: string, origin: string | undefined): boolean =>
    host.toLowerCase() === publicHost && (origin === undefined || origin.toLowerCase() === publicUrl?.toLowerCase());
  let lastOwnHost: string | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    const { host = '', origin } = request.headers;
    if (host === lastOwnHost && origin === undefined) return done();
    const isOwn = LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase()) && isOwnOrigin(origin, host);
    if (isOwn || isPublic(host, origin)) {
      lastOwnHost = host;
      return done();
    }
    reply.code(403).send({
      type: 'AuthorizationException',
      message: `Requests from outside this machine are refused / 仅接受本机请求 (Host: ${host}${origin ? `, Origin: ${origin}` : ''})`,
      code: null,
    });
  });
}

function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
