import type { Knex } from 'knex';

/** What a list adds to a row from its process definition; null when the definition is gone. */
export interface DefinitionFacts {
  definitionName: string | null;
  definitionVersion: number | null;
  definitionVersionTag: string | null;
}

/** Select terms for `DefinitionFacts`. */
export const definitionColumns: readonly string[] = [
  'd.name as definitionName',
  'd.version as definitionVersion',
  'd.version_tag as definitionVersionTag',
];

/** `tableName` as `t` with its process definition as `d`. */
export function withDefinition(knex: Knex, tableName: string): Knex.QueryBuilder {
  return knex({ t: tableName }).leftJoin({ d: 'definition_process' }, 'd.id', 't.definition_id');
}
