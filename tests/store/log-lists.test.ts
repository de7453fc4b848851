import { beforeAll, describe } from 'vitest';
import { newChanges } from '../../server/engine/changes.ts';
import { historicDecisionList } from '../../server/store/history/decision-list.ts';
import { externalTaskLogList } from '../../server/store/history/external-task-log-list.ts';
import { identityLinkLogList } from '../../server/store/history/identity-link-list.ts';
import { historicIncidentList } from '../../server/store/history/incident-list.ts';
import { jobLogList } from '../../server/store/history/job-log-list.ts';
import type { UserOperation } from '../../server/store/history/user-operation.ts';
import { userOperationList } from '../../server/store/history/user-operation-list.ts';
import { backends } from './backends.ts';
import { filledStore } from './filled-store.ts';
import { tryList } from './list-cases.ts';

const operation: UserOperation = {
  id: 'o1',
  operationId: 'claim-1',
  operationType: 'Claim',
  entityType: 'Task',
  category: 'TaskWorker',
  property: 'assignee',
  orgValue: null,
  newValue: 'demo',
  userId: 'demo',
  at: 100,
  annotation: null,
  deploymentId: null,
  definitionId: 'order:1',
  definitionKey: 'order',
  rootId: 'a',
  instanceId: 'a',
  executionId: 'nua',
  taskId: 'ua',
  jobId: null,
  jobDefinitionId: null,
  batchId: null,
  externalTaskId: null,
};

const deployment: UserOperation = {
  ...operation,
  id: 'o2',
  operationId: 'deploy-1',
  operationType: 'Create',
  entityType: 'Deployment',
  category: 'Operator',
  property: 'duplicateFilterEnabled',
  userId: 'admin',
  at: 200,
  deploymentId: 'first',
  definitionId: null,
  definitionKey: null,
  rootId: null,
  instanceId: null,
  executionId: null,
  taskId: null,
  jobId: 'jc',
  jobDefinitionId: 'job-definition-1',
  externalTaskId: 'xa',
};

describe.each(backends)('given what happened, on $name', (backend) => {
  const store = filledStore(backend);

  beforeAll(async () => {
    await store().unitOfWork.add(newChanges(), { userOperations: [operation, deployment] });
  });

  describe('when the log of external tasks is listed', () => {
    tryList(store, {
      list: externalTaskLogList,
      base: {},
      cases: [
        [{ logId: 'xa#created' }, ['xa#created']],
        [{ externalTaskId: 'xe' }, ['xe#success']],
        [{ topicName: 'charge' }, ['xa#created', 'xe#success']],
        [{ workerId: 'w9' }, ['xe#success']],
        [{ errorMessage: 'was slow' }, ['xe#success']],
        [{ activityIdIn: ['ship'] }, ['xb#created']],
        [{ activityInstanceIdIn: ['charge:nxe'] }, ['xe#success']],
        [{ executionIdIn: ['nxa', 'nxb'] }, ['xa#created', 'xb#created']],
        [{ processInstanceId: 'e' }, ['xe#success']],
        [{ processDefinitionId: 'order:2' }, ['xb#created']],
        [{ processDefinitionKey: 'pay' }, []],
        [{ priorityHigherThanOrEquals: 4 }, ['xa#created', 'xe#success']],
        [{ priorityLowerThanOrEquals: 4 }, ['xb#created', 'xe#success']],
        [{ creationLog: true }, ['xa#created', 'xb#created']],
        [{ failureLog: true }, []],
        [{ successLog: true }, ['xe#success']],
        [{ deletionLog: true }, []],
      ],
      sorted: {
        timestamp: ['xe#success', 'xa#created', 'xb#created'],
        externalTaskId: ['xa#created', 'xb#created', 'xe#success'],
        topicName: ['xa#created xe#success', 'xb#created'],
        workerId: ['xa#created xb#created', 'xe#success'],
        retries: ['xa#created xb#created', 'xe#success'],
        priority: ['xb#created', 'xe#success', 'xa#created'],
        activityId: ['xa#created xe#success', 'xb#created'],
        activityInstanceId: ['xa#created', 'xe#success', 'xb#created'],
        executionId: ['xa#created', 'xb#created', 'xe#success'],
        processInstanceId: ['xa#created', 'xb#created', 'xe#success'],
        processDefinitionId: ['xa#created xe#success', 'xb#created'],
        processDefinitionKey: ['xa#created xb#created xe#success'],
      },
    });
  });

  describe('when the log of people at tasks is listed', () => {
    tryList(store, {
      list: identityLinkLogList,
      base: {},
      cases: [
        [{ dateBefore: 701 }, ['l1', 'l2']],
        [{ dateAfter: 701 }, ['l2', 'l3']],
        [{ type: 'owner' }, ['l3']],
        [{ userId: 'gonzo' }, ['l1']],
        [{ groupId: 'clerks' }, ['l2']],
        [{ taskId: 'ue' }, ['l1', 'l2']],
        [{ processDefinitionId: 'order:1' }, ['l1', 'l2', 'l3']],
        [{ processDefinitionKey: 'pay' }, []],
        [{ operationType: 'delete' }, ['l2']],
        [{ assignerId: 'demo' }, ['l2']],
      ],
      sorted: {
        time: ['l1', 'l2', 'l3'],
        type: ['l1 l2', 'l3'],
        userId: ['l2', 'l3', 'l1'],
        groupId: ['l1 l3', 'l2'],
        taskId: ['l3', 'l1 l2'],
        processDefinitionId: ['l1 l2 l3'],
        processDefinitionKey: ['l1 l2 l3'],
        operationType: ['l1 l3', 'l2'],
        assignerId: ['l1 l3', 'l2'],
      },
    });
  });

  describe('when the log of jobs is listed', () => {
    tryList(store, {
      list: jobLogList,
      base: {},
      cases: [
        [{ logId: 'j#2' }, ['j#2']],
        [{ jobId: 'job-j#1' }, ['j#1']],
        [{ jobExceptionMessage: 'broken' }, ['j#2']],
        [{ jobDefinitionId: 'job-definition-1' }, ['j#1', 'j#2', 'j#3']],
        [{ jobDefinitionType: 'async-continuation' }, []],
        [{ deploymentId: 'first' }, ['j#1', 'j#2', 'j#3']],
        [{ jobDefinitionConfiguration: 'DURATION: PT1H' }, ['j#1', 'j#2', 'j#3']],
        [{ activityIdIn: ['wait'] }, ['j#1', 'j#2', 'j#3']],
        [{ failedActivityIdIn: ['wait'] }, ['j#2']],
        [{ executionIdIn: ['nj#3'] }, ['j#3']],
        [{ processInstanceId: 'e' }, ['j#1', 'j#2', 'j#3']],
        [{ processDefinitionId: 'order:2' }, []],
        [{ processDefinitionKey: 'order' }, ['j#1', 'j#2', 'j#3']],
        [{ jobPriorityHigherThanOrEquals: 9 }, ['j#3']],
        [{ jobPriorityLowerThanOrEquals: 8 }, ['j#1', 'j#2']],
        [{ creationLog: true }, ['j#1']],
        [{ failureLog: true }, ['j#2']],
        [{ successLog: true }, []],
        [{ deletionLog: true }, ['j#3']],
      ],
      sorted: {
        timestamp: ['j#1', 'j#2', 'j#3'],
        jobId: ['j#1', 'j#2', 'j#3'],
        jobDefinitionId: ['j#1 j#2 j#3'],
        jobDueDate: ['j#1', 'j#2 j#3'],
        jobRetries: ['j#2', 'j#1 j#3'],
        jobPriority: ['j#1 j#2', 'j#3'],
        deploymentId: ['j#1 j#2 j#3'],
        hostname: ['j#1 j#2 j#3'],
        activityId: ['j#1 j#2 j#3'],
        executionId: ['j#1', 'j#2', 'j#3'],
        processInstanceId: ['j#1 j#2 j#3'],
        processDefinitionId: ['j#1 j#2 j#3'],
        processDefinitionKey: ['j#1 j#2 j#3'],
        occurrence: ['j#1', 'j#2', 'j#3'],
      },
    });
  });

  describe('when incidents are listed', () => {
    tryList(store, {
      list: historicIncidentList,
      base: {},
      cases: [
        [{ incidentId: 'ie' }, ['ie']],
        [{ incidentType: 'failedJob' }, ['ie']],
        [{ incidentMessage: 'time' }, ['ie']],
        [{ incidentMessageLike: '%oo%' }, ['ib']],
        [{ processInstanceId: 'e' }, ['ie']],
        [{ processDefinitionId: 'order:2' }, ['ib']],
        [{ processDefinitionKey: 'order' }, ['ib', 'ie']],
        [{ processDefinitionKeyIn: ['pay'] }, []],
        [{ executionId: 'e' }, ['ie']],
        [{ activityId: 'ship' }, ['ib']],
        [{ failedActivityId: 'ship' }, ['ib']],
        [{ causeIncidentId: 'other' }, ['ie']],
        [{ rootCauseIncidentId: 'ib' }, ['ib']],
        [{ configuration: 'xb' }, ['ib']],
        [{ historyConfiguration: 'j#2' }, ['ie']],
        [{ jobDefinitionIdIn: ['job-definition-1'] }, ['ib']],
        [{ createTimeBefore: 650 }, ['ie']],
        [{ createTimeAfter: 651 }, ['ib']],
        [{ endTimeBefore: 690 }, ['ie']],
        [{ endTimeAfter: 691 }, []],
        [{ open: true }, ['ib']],
        [{ resolved: true }, ['ie']],
        [{ deleted: true }, []],
      ],
      sorted: {
        incidentId: ['ib', 'ie'],
        incidentMessage: ['ib', 'ie'],
        createTime: ['ie', 'ib'],
        endTime: ['ib', 'ie'],
        incidentType: ['ib', 'ie'],
        executionId: ['ie', 'ib'],
        activityId: ['ib', 'ie'],
        processInstanceId: ['ib', 'ie'],
        processDefinitionId: ['ie', 'ib'],
        processDefinitionKey: ['ib ie'],
        causeIncidentId: ['ib', 'ie'],
        rootCauseIncidentId: ['ib', 'ie'],
        configuration: ['ie', 'ib'],
        historyConfiguration: ['ie', 'ib'],
        incidentState: ['ib', 'ie'],
      },
    });
  });

  describe('when decisions are listed', () => {
    tryList(store, {
      list: historicDecisionList,
      base: {},
      cases: [
        [{ decisionInstanceId: 'd1' }, ['d1']],
        [{ decisionInstanceIdIn: ['d1', 'd2'] }, ['d1', 'd2']],
        [{ decisionDefinitionId: 'level:1' }, ['d1']],
        [{ decisionDefinitionIdIn: ['level:2'] }, ['d2']],
        [{ decisionDefinitionKey: 'level' }, ['d1', 'd2']],
        [{ decisionDefinitionKeyIn: ['other'] }, []],
        [{ decisionDefinitionName: 'Level' }, ['d1']],
        [{ decisionDefinitionNameLike: 'Level%' }, ['d1', 'd2']],
        [{ decisionRequirementsDefinitionId: 'drd:1' }, ['d2']],
        [{ decisionRequirementsDefinitionKey: 'drd' }, ['d2']],
        [{ rootDecisionInstanceId: 'd1' }, ['d1', 'd2']],
        [{ rootDecisionInstancesOnly: true }, ['d1']],
        [{ processDefinitionId: 'order:1' }, ['d1']],
        [{ processDefinitionKey: 'order' }, ['d1']],
        [{ processInstanceId: 'e' }, ['d1']],
        [{ activityIdIn: ['decide'] }, ['d1']],
        [{ activityInstanceIdIn: ['decide:n'] }, ['d1']],
        [{ evaluatedBefore: 710 }, ['d1']],
        [{ evaluatedAfter: 711 }, ['d2']],
        [{ userId: 'demo' }, ['d2']],
      ],
      sorted: { evaluationTime: ['d1', 'd2'] },
    });
  });

  describe('when user operations are listed', () => {
    tryList(store, {
      list: userOperationList,
      base: {},
      cases: [
        [{ userOperationId: 'o1' }, ['o1']],
        [{ operationId: 'deploy-1' }, ['o2']],
        [{ operationType: 'Claim' }, ['o1']],
        [{ entityType: 'Deployment' }, ['o2']],
        [{ entityTypeIn: ['Deployment', 'Task'] }, ['o1', 'o2']],
        [{ category: 'Operator' }, ['o2']],
        [{ categoryIn: ['Admin'] }, []],
        [{ property: 'assignee' }, ['o1']],
        [{ userId: 'admin' }, ['o2']],
        [{ deploymentId: 'first' }, ['o2']],
        [{ processDefinitionId: 'order:1' }, ['o1']],
        [{ processDefinitionKey: 'order' }, ['o1']],
        [{ processInstanceId: 'a' }, ['o1']],
        [{ executionId: 'nua' }, ['o1']],
        [{ taskId: 'ua' }, ['o1']],
        [{ jobId: 'jc' }, ['o2']],
        [{ jobDefinitionId: 'job-definition-1' }, ['o2']],
        [{ externalTaskId: 'xa' }, ['o2']],
        [{ afterTimestamp: 200 }, ['o2']],
        [{ beforeTimestamp: 199 }, ['o1']],
      ],
      sorted: { timestamp: ['o1', 'o2'] },
    });
  });
});
