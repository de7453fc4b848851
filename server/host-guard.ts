import type { FastifyInstance } from 'fastify';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses with 403 what does not come from this machine's own pages and programs: a `Host` that is no loopback name (a
 * foreign name that resolves to this machine), or an `Origin` other than the address asked for (a foreign page in the
 * same browser). Needed as long as there is no sign-in.
 */
export function guardHost(app: FastifyInstance): void {
  let lastOwnHost: string | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    const { host = '', origin } = request.headers;
    if (host === lastOwnHost && origin === undefined) return done();
    if (LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase()) && isOwnOrigin(origin, host)) {
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
