import type { EngineContext } from '../../commands/engine-context.ts';
import { RequestError } from './request-error.ts';

/**
 * Refuses a body whose `processDefinitionId` is missing or names no definition.
 * @returns the id
 */
export function requireDefinition(engine: EngineContext, id: string | undefined): string {
  if (id === undefined) throw new RequestError(400, 'processDefinitionId is null');
  if (engine.definitions.processes.get(id)) return id;
  throw new RequestError(400, `no deployed process definition found with id '${id}': processDefinition is null`);
}
