import type { RestApp } from '../rest-app.ts';

/**
 * Answers what no route takes: 405 when the path exists with other verbs, 404 otherwise. Call it before the routes are
 * registered, so that it learns their paths.
 */
export function answerUnknownRoutes(app: RestApp): void {
  const paths: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/:[^/]+/g, '[^/]+')}/?$`);
    paths.push({ pattern, methods: [method].flat() });
  });
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = paths.filter(({ pattern }) => pattern.test(path)).flatMap((known) => known.methods);
    if (methods.length > 0) {
      return reply
        .code(405)
        .header('allow', [...new Set(methods)].join(', '))
        .send({ type: 'NotAllowedException', message: 'HTTP 405 Method Not Allowed', code: null });
    }
    return reply.code(404).send({ type: 'NotFoundException', message: 'HTTP 404 Not Found', code: null });
  });
}
