import type { Knex } from 'knex';
import { historicActivityTable } from './activity-instance.ts';
import { attachmentTable, commentTable } from './comment.ts';
import { historicDecisionTable } from './decision.ts';
import { historicDetailTable } from './detail.ts';
import { externalTaskLogTable } from './external-task-log.ts';
import { historicIdentityLinkTable } from './identity-link.ts';
import { historicIncidentTable } from './incident.ts';
import { jobLogTable } from './job-log.ts';
import { largeValueTable } from './large-value.ts';
import { historicInstanceTable } from './process-instance.ts';
import { historicTaskTable } from './task.ts';
import { userOperationTable } from './user-operation.ts';
import { historicVariableTable } from './variable.ts';

const tables = [
  historicActivityTable,
  historicDecisionTable,
  historicDetailTable,
  externalTaskLogTable,
  historicIdentityLinkTable,
  historicIncidentTable,
  jobLogTable,
  historicTaskTable,
  historicVariableTable,
  commentTable,
  attachmentTable,
];

/**
 * Deletes all history of instances that have ended, not that of the instances they called. What persons did to them is
 * kept unless `operations` says otherwise: who deletes history by hand does not delete the log of it.
 */
export async function deleteInstanceHistory(
  knex: Knex,
  instanceIds: readonly string[],
  { operations = false }: { operations?: boolean } = {},
): Promise<void> {
  const ids = [...instanceIds];
  const rootIds: string[] = await knex(historicInstanceTable.name).whereIn('id', ids).distinct().pluck('root_id');
  if (operations) await knex(userOperationTable.name).whereIn('instance_id', ids).delete();
  for (const { name } of tables) await knex(name).whereIn('instance_id', ids).delete();
  await knex(historicInstanceTable.name).whereIn('id', ids).delete();
  // Large texts are shared by a whole family: they go with the last of it.
  for (const rootId of rootIds) {
    const left = await knex(historicInstanceTable.name)
      .where('id', rootId)
      .orWhere((called) => called.where('root_id', rootId).whereNotNull('super_instance_id'))
      .first('id');
    if (!left) await knex(largeValueTable.name).where('root_id', rootId).delete();
  }
}
