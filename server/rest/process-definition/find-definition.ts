import type { ProcessDefinition } from '../../store/definition/process-definition.ts';
import { definitionSpellings } from '../wire/definition-spellings.ts';

export { DefinitionParams } from '../wire/definition-spellings.ts';

/** How a process definition is named in a URL. */
export const SPELLINGS = definitionSpellings<ProcessDefinition>({
  path: '/process-definition',
  called: 'process definition',
  rows: (engine) => engine.definitions.processes,
  unknownId: (id) => `No matching definition with id ${id}`,
});
