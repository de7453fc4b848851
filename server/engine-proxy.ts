import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { FastifyPluginAsync } from 'fastify';

/** Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1). */
const CONNECTION_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'host'];
/** What lets people in here is nobody's business over there. */
const OWN_CREDENTIALS = ['authorization', 'cookie', 'x-csrf-token'];

/**
 * Passes everything below its prefix on to an engine elsewhere, so that pages and workers find it where the built-in one
 * would be. Bodies are streamed both ways; a client that goes away ends the request over there too.
 */
export const engineProxy: FastifyPluginAsync<{ engineUrl: string; prefix: string }> = async (
  app,
  { engineUrl, prefix },
) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async () => undefined);
  app.all('/*', (request, reply) => {
    reply.hijack();
    const target = new URL(engineUrl + request.url.slice(prefix.length));
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(
        ([name]) => !CONNECTION_HEADERS.includes(name) && !OWN_CREDENTIALS.includes(name),
      ),
    );
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(target, { method: request.method, headers }, (answer: IncomingMessage) => {
      const passed = Object.entries(answer.headers).filter(([name]) => !CONNECTION_HEADERS.includes(name));
      reply.raw.writeHead(answer.statusCode ?? 502, Object.fromEntries(passed));
      answer.pipe(reply.raw);
    });
    outgoing.on('error', (error) => {
      request.log.warn({ err: error }, 'the engine does not answer');
      if (reply.raw.headersSent) return reply.raw.destroy();
      reply.raw.writeHead(503, { 'content-type': 'application/json' });
      return reply.raw.end(
        JSON.stringify({
          type: 'ProcessEngineException',
          message: `The engine at ${engineUrl} does not answer`,
          code: null,
        }),
      );
    });
    reply.raw.on('close', () => outgoing.destroy());
    request.raw.pipe(outgoing);
  });
};
