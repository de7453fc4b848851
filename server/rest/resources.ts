import { batch } from './batch/batch.ts';
import { condition } from './condition.ts';
import { decisionDefinition } from './decision-definition/decision-definition.ts';
import { evaluate } from './decision-definition/evaluate.ts';
import { decisionRequirementsDefinition } from './decision-requirements-definition.ts';
import { createDeployment } from './deployment/create.ts';
import { deployment } from './deployment/deployment.ts';
import { redeployment } from './deployment/redeploy.ts';
import { engineNames } from './engine.ts';
import { eventSubscription } from './event-subscription.ts';
import { execution } from './execution.ts';
import { externalTask } from './external-task/external-task.ts';
import { fetchAndLock } from './external-task/fetch-and-lock.ts';
import { externalTaskRetries } from './external-task/retries.ts';
import { externalTaskWork } from './external-task/work.ts';
import { historicActivityInstance } from './history/activity-instance.ts';
import { historicBatch } from './history/batch.ts';
import { historyCleanup } from './history/cleanup.ts';
import { historicDecision } from './history/decision-instance.ts';
import { deleteHistoricDecisions } from './history/delete-decision-instances.ts';
import { deleteHistoricProcessInstances } from './history/delete-process-instances.ts';
import { historicDetail } from './history/detail.ts';
import { externalTaskLog } from './history/external-task-log.ts';
import { identityLinkLog } from './history/identity-link-log.ts';
import { historicIncident } from './history/incident.ts';
import { jobLog } from './history/job-log.ts';
import { historicProcessInstance } from './history/process-instance.ts';
import { setRemovalTime } from './history/set-removal-time.ts';
import { historicStatistics } from './history/statistics.ts';
import { historicTask } from './history/task.ts';
import { userOperation } from './history/user-operation.ts';
import { historicVariableInstance } from './history/variable-instance.ts';
import { identity } from './identity.ts';
import { incident } from './incident.ts';
import { jobsByChoice } from './job/by-choice.ts';
import { job } from './job/job.ts';
import { jobWork } from './job/work.ts';
import { jobDefinition } from './job-definition/job-definition.ts';
import { jobDefinitionWork } from './job-definition/work.ts';
import { message } from './message.ts';
import { migration } from './migration/migration.ts';
import { modification } from './modification/modification.ts';
import { calledDefinitions } from './process-definition/called-definitions.ts';
import { deleteDefinitions } from './process-definition/delete.ts';
import { processDefinition } from './process-definition/process-definition.ts';
import { restartProcessInstance } from './process-definition/restart.ts';
import { startProcessInstance } from './process-definition/start.ts';
import { startForm } from './process-definition/start-form.ts';
import { definitionStatistics } from './process-definition/statistics.ts';
import { suspendDefinitions } from './process-definition/suspended.ts';
import { processInstancesByBatch } from './process-instance/by-batch.ts';
import { processInstanceComments } from './process-instance/comments.ts';
import { deleteProcessInstances } from './process-instance/delete.ts';
import { processInstanceModification } from './process-instance/modification.ts';
import { processInstance } from './process-instance/process-instance.ts';
import { suspendProcessInstances } from './process-instance/suspended.ts';
import { processInstanceVariables } from './process-instance/variables.ts';
import type { Resource } from './rest-app.ts';
import { signal } from './signal.ts';
import { taskAttachments } from './task/attachments.ts';
import { taskComments } from './task/comments.ts';
import { taskIdentityLinks } from './task/identity-links.ts';
import { task } from './task/task.ts';
import { taskVariables } from './task/variables.ts';
import { taskWork } from './task/work.ts';
import { variableInstance } from './variable-instance.ts';
import { version } from './version.ts';

/** Everything below `/engine-rest`, in the order it is registered. */
export const resources: readonly Resource[] = [
  version,
  engineNames,
  createDeployment,
  redeployment,
  deployment,
  processDefinition,
  startProcessInstance,
  restartProcessInstance,
  startForm,
  definitionStatistics,
  suspendDefinitions,
  calledDefinitions,
  deleteDefinitions,
  decisionDefinition,
  evaluate,
  decisionRequirementsDefinition,
  processInstance,
  processInstanceVariables,
  processInstanceComments,
  deleteProcessInstances,
  processInstanceModification,
  suspendProcessInstances,
  processInstancesByBatch,
  execution,
  variableInstance,
  eventSubscription,
  externalTask,
  fetchAndLock,
  externalTaskWork,
  externalTaskRetries,
  task,
  taskWork,
  taskVariables,
  taskIdentityLinks,
  taskComments,
  taskAttachments,
  migration,
  modification,
  message,
  signal,
  condition,
  job,
  jobWork,
  jobsByChoice,
  jobDefinition,
  jobDefinitionWork,
  incident,
  batch,
  historicProcessInstance,
  deleteHistoricProcessInstances,
  historicActivityInstance,
  historicVariableInstance,
  historicDetail,
  historicTask,
  identityLinkLog,
  historicIncident,
  historicDecision,
  deleteHistoricDecisions,
  externalTaskLog,
  jobLog,
  historicBatch,
  historyCleanup,
  setRemovalTime,
  userOperation,
  historicStatistics,
  identity,
];
