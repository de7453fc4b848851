import { type Static, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import type { ProcessDefinition } from '../../store/definition/process-definition.ts';
import { RequestError } from '../wire/request-error.ts';

/**
 * The two spellings of a definition in a URL: its id, or a key that means the latest version. Only the null tenant
 * exists, so the third spelling (`key/{key}/tenant-id/{t}`) finds nothing.
 */
export const SPELLINGS = [
  { prefix: '/process-definition/:id', find: findById },
  { prefix: '/process-definition/key/:key', find: findByKey },
] as const;

export const DefinitionParams = Type.Object({ id: Type.Optional(Type.String()), key: Type.Optional(Type.String()) });
type DefinitionParams = Static<typeof DefinitionParams>;

function findById(engine: EngineContext, { id = '' }: DefinitionParams): ProcessDefinition {
  const definition = engine.definitions.processes.get(id);
  if (!definition) throw new RequestError(404, `No matching definition with id ${id}`);
  return definition;
}

function findByKey(engine: EngineContext, { key = '' }: DefinitionParams): ProcessDefinition {
  const definition = engine.definitions.processes.latest(key);
  if (!definition) {
    throw new RequestError(404, `No matching process definition with key: ${key} and no tenant-id`, 'RestException');
  }
  return definition;
}
