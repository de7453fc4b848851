import type { Knex } from 'knex';
import { userOperationTable } from './user-operation.ts';

/** Annotates all rows of an operation. Answers how many there are. */
export async function annotateOperation(knex: Knex, operationId: string, annotation: string | null): Promise<number> {
  return knex(userOperationTable.name).where('operation_id', operationId).update({ annotation });
}
