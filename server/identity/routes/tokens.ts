import type { FastifyInstance } from 'fastify';
import type { IdentityContext } from '../context.ts';
import { Denial, wrongValue } from '../denial.ts';
import { ACCESS_SECONDS } from '../service-tokens.ts';
import { Body } from './read-body.ts';

/** Tokens of programs: made, listed and ended by administrators; exchanged for short-lived ones by the programs themselves. */
export function tokenRoutes(app: FastifyInstance, { tokens, clock }: IdentityContext): void {
  app.get('/tokens', async () =>
    tokens.list.map(({ id, name, topics, createdBy, createdAt }) => ({
      id,
      name,
      topics,
      createdBy,
      createdAt: new Date(createdAt).toISOString(),
    })),
  );

  app.post('/tokens', async ({ body: given, viewer }, reply) => {
    const body = new Body(given);
    body.refuseOthers('name', 'topics');
    const topics = body.texts('topics');
    if (topics.length === 0) throw wrongValue('topics', '请列出主题，或用 * 表示全部', 'Name the topics, or * for all');
    const made = await tokens.create(body.text('name', 100), topics, viewer.id, clock.now());
    return reply.code(201).send(made);
  });

  app.delete<{ Params: { id: string } }>('/tokens/:id', async ({ params }) => {
    if (await tokens.revoke(params.id)) return { revoked: true };
    throw new Denial(404, 'notFound', { zh: '没有这个令牌', en: 'There is no such token' });
  });

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );
  // RFC 6749, section 4.4. The external task client writes `Basic:` with a colon.
  app.post('/tokens/access', async (request) => {
    const encoded = /^basic:? +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const [id = '', token = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const access = tokens.exchange(id, token, clock.now());
    if (access === undefined)
      throw new Denial(401, 'wrongCredentials', { zh: '令牌无效', en: 'The token is not valid' });
    return { access_token: access, token_type: 'Bearer', expires_in: ACCESS_SECONDS };
  });
}
