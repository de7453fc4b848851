import type { FastifyRequest } from 'fastify';

/** The address of a path below `/engine-rest`, as the caller can reach it. */
export function absoluteUrl(request: FastifyRequest, path: string): string {
  return `${request.protocol}://${request.host}/engine-rest${path}`;
}
