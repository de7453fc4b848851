import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { EngineContext } from '../commands/engine-context.ts';

/** The Fastify scope in which the contract's routes live: types come from the TypeBox schemas. */
export type RestApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Registers the routes of one URL segment. */
export type Resource = (app: RestApp, engine: EngineContext) => void;
