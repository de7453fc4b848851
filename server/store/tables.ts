import { decisionDefinitionTable } from './definition/decision-definition.ts';
import { deploymentTable } from './definition/deployment-table.ts';
import { formDefinitionTable } from './definition/form-definition.ts';
import { jobDefinitionTable } from './definition/job-definition.ts';
import { processDefinitionTable } from './definition/process-definition.ts';
import { requirementsDefinitionTable } from './definition/requirements-definition.ts';
import { historicActivityTable } from './history/activity-instance.ts';
import { historicBatchTable } from './history/batch.ts';
import { historicDecisionTable } from './history/decision.ts';
import { historicDetailTable } from './history/detail.ts';
import { externalTaskLogTable } from './history/external-task-log.ts';
import { historicIdentityLinkTable } from './history/identity-link.ts';
import { historicIncidentTable } from './history/incident.ts';
import { jobLogTable } from './history/job-log.ts';
import { largeValueTable } from './history/large-value.ts';
import { historicInstanceTable } from './history/process-instance.ts';
import { historicTaskTable } from './history/task.ts';
import { userOperationTable } from './history/user-operation.ts';
import { historicVariableTable } from './history/variable.ts';
import { batchTable } from './runtime/batch.ts';
import { batchSeedTable } from './runtime/batch-seed.ts';
import { externalTaskTable } from './runtime/external-task.ts';
import { incidentTable } from './runtime/incident.ts';
import { instanceTable } from './runtime/instance.ts';
import { jobTable } from './runtime/job.ts';
import { jobInputTable } from './runtime/job-input.ts';
import { subscriptionTable } from './runtime/subscription.ts';
import { userTaskTable } from './runtime/user-task.ts';
import { userTaskLinkTable } from './runtime/user-task-link.ts';
import type { Table } from './table.ts';

/** What a family is read from. */
export const familyTables: readonly Table<unknown>[] = [
  instanceTable,
  externalTaskTable,
  userTaskTable,
  jobTable,
  subscriptionTable,
  incidentTable,
  largeValueTable,
];

/** What runs write, in the order in which a batch writes it. */
export const batchTables: readonly Table<unknown>[] = [
  instanceTable,
  externalTaskTable,
  userTaskTable,
  userTaskLinkTable,
  jobTable,
  jobInputTable,
  subscriptionTable,
  incidentTable,
  largeValueTable,
  historicInstanceTable,
  historicActivityTable,
  historicVariableTable,
  historicDetailTable,
  historicTaskTable,
  historicIdentityLinkTable,
  externalTaskLogTable,
  jobLogTable,
  historicIncidentTable,
  historicDecisionTable,
  userOperationTable,
];

/** What deployments write. The files' bytes (`definition_resource`) go without a column list: JSON cannot carry them. */
export const definitionTables: readonly Table<unknown>[] = [
  deploymentTable,
  processDefinitionTable,
  decisionDefinitionTable,
  requirementsDefinitionTable,
  jobDefinitionTable,
  formDefinitionTable,
];

/** What batches write, in transactions of their own. */
export const ownTransactionTables: readonly Table<unknown>[] = [batchTable, batchSeedTable, historicBatchTable];
