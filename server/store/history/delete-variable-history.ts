import type { Knex } from 'knex';
import { historicDetailTable } from './detail.ts';
import { historicVariableTable } from './variable.ts';

/** Forgets variables that were, with every write of them. Those of running instances are needed: leave them out. */
export async function deleteVariableHistory(
  knex: Knex,
  which: { variableId: string } | { instanceId: string },
): Promise<void> {
  const [variable, detail] =
    'variableId' in which
      ? [{ id: which.variableId }, { variable_id: which.variableId }]
      : [{ instance_id: which.instanceId }, { instance_id: which.instanceId }];
  await knex(historicDetailTable.name).where(detail).delete();
  await knex(historicVariableTable.name).where(variable).delete();
}
