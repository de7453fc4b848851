import type { FastifyRequest } from 'fastify';

/** Tells who sent a request, or null. Sign-in supplies its own. */
export type UserOf = (request: FastifyRequest) => string | null;

/**
 * The name in a Basic `Authorization` header (RFC 7617), believed as it stands: for a server behind something that has
 * checked the password.
 */
export const basicName: UserOf = ({ headers }) => {
  const encoded = /^basic +([a-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1];
  const name = encoded === undefined ? '' : (Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? '');
  return name === '' ? null : name;
};
