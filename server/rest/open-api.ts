import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/**
 * Describes every route registered after it from the schemas the routes have anyway: `/engine-rest/openapi.json`, and
 * the same to read and try at `/docs`. Routes without a tag stay out.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Engine REST API',
        description: 'The process engine, by the contract of the Camunda 7 line.',
        version: '7.23.0',
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/engine-rest/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(app.swagger()),
  );
}
