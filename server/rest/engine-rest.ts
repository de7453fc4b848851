import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsync, FastifySerializerCompiler } from 'fastify';
import type { EngineContext } from '../commands/engine-context.ts';
import { resources } from './resources.ts';
import type { UserOf } from './user-of.ts';
import { replyWithError } from './wire/error-reply.ts';
import { parseJsonBody, unmarkLongs } from './wire/json-body.ts';
import { readBySchema } from './wire/read-by-schema.ts';
import { refuseNulInUrl } from './wire/refuse-nul.ts';
import { answerUnknownRoutes } from './wire/unknown-route.ts';

/** Largest JSON body, in bytes: a text variable of 10 MB with its escapes still fits. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

const JSON_TYPE = 'application/json';

declare module 'fastify' {
  interface FastifyRequest {
    /** The engine for the commands of this request: it knows who asks. */
    engine: EngineContext;
  }
}

export interface EngineRestOptions {
  engine: EngineContext;
  /** Who sent a request; null when nobody is signed in: the operation log then tells nothing of it. */
  userOf: UserOf;
}

const plainJson: FastifySerializerCompiler<unknown> = () => JSON.stringify;

/**
 * The engine's REST contract, to be registered below `/engine-rest`. What is the same for every route stands here: how
 * bodies are read and refused, and that JSON is answered as bare `application/json`, which one client compares literally.
 */
export const engineRest: FastifyPluginAsync<EngineRestOptions> = async (scope, { engine, userOf }) => {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    JSON_TYPE,
    { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
    (_request: unknown, body: string, done: (error: Error | null, value?: unknown) => void) => {
      try {
        done(null, parseJsonBody(body));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  );
  app.setValidatorCompiler(readBySchema);
  app.setErrorHandler(replyWithError);
  answerUnknownRoutes(app);
  // Serializers compiled from schemas take 0.3 s of CPU at start, and are slower than JSON.stringify on what is answered here.
  app.setSerializerCompiler(plainJson);

  // A logger of its own for each request takes longer than reading its body; what is logged names the request anyway.
  app.setChildLoggerFactory((logger) => logger);
  app.decorateRequest('engine');
  // What every request passes calls back instead of promising: a promise a hook is a tenth of a request's time.
  app.addHook('onRequest', (request, _reply, done) => {
    refuseNulInUrl(request.url);
    const userId = userOf(request);
    request.engine = userId === null ? engine : { ...engine, userId };
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    const type = reply.getHeader('content-type');
    if (type !== 'application/json; charset=utf-8') return done(null, payload);
    reply.header('content-type', JSON_TYPE);
    done(null, typeof payload === 'string' ? unmarkLongs(payload) : payload);
  });

  for (const resource of resources) resource(app, engine);
};

/**
 * The contract knows each path twice. Both spellings reach the same route.
 * @param url path and query of a request
 */
export function withoutEngineName(url: string): string {
  if (!url.startsWith('/engine-rest/engine/')) return url;
  return url.replace(/^\/engine-rest\/engine\/default(?=[/?])/, '/engine-rest');
}
