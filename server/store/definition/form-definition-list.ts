import { equal } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type FormDefinition, formDefinitionTable } from './form-definition.ts';

/** The deployed forms. */
export const formDefinitionList = listQuery<{ key?: string }, FormDefinition>({
  from: (knex) => knex({ t: formDefinitionTable.name }),
  columns: selectColumns(formDefinitionTable, 't'),
  conditions: { key: equal('t.key') },
  sortings: { version: 't.version' },
  read: itemReader(formDefinitionTable),
});
