import type { FastifyReply } from 'fastify';

/** Answers text as `text/plain`, or 204 when there is none. */
export function plainText(reply: FastifyReply, text: string | null): FastifyReply {
  return text === null ? reply.code(204).send() : reply.type('text/plain').send(text);
}
