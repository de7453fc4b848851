import { describe } from 'vitest';
import { executionList } from '../../server/store/runtime/execution-list.ts';
import { externalTaskList } from '../../server/store/runtime/external-task-list.ts';
import { incidentList } from '../../server/store/runtime/incident-list.ts';
import { instanceList } from '../../server/store/runtime/instance-list.ts';
import { jobList } from '../../server/store/runtime/job-list.ts';
import { subscriptionList } from '../../server/store/runtime/subscription-list.ts';
import { variableList } from '../../server/store/runtime/variable-list.ts';
import { backends } from './backends.ts';
import { filledStore } from './filled-store.ts';
import { is, tryList } from './list-cases.ts';
import { NOW } from './list-data.ts';

describe.each(backends)('given running instances a, b and c (called by a) on $name', (backend) => {
  const store = filledStore(backend);

  describe('when process instances are listed', () => {
    tryList(store, {
      list: instanceList,
      base: {},
      cases: [
        [{ processInstanceIds: ['a', 'c', 'e'] }, ['a', 'c']],
        [{ businessKey: 'bk-1' }, ['a']],
        [{ businessKeyLike: 'bk%' }, ['a', 'b']],
        [{ businessKeyLike: 'bk\\_%' }, ['b']],
        [{ businessKeyLike: 'BK%' }, []],
        [{ processDefinitionId: 'order:2' }, ['b']],
        [{ processDefinitionKey: 'order' }, ['a', 'b']],
        [{ processDefinitionKeyIn: ['pay', 'other'] }, ['c']],
        [{ processDefinitionKeyNotIn: ['pay'] }, ['a', 'b']],
        [{ deploymentId: 'second' }, ['b', 'c']],
        [{ superProcessInstance: 'a' }, ['c']],
        [{ subProcessInstance: 'c' }, ['a']],
        [{ rootProcessInstances: true }, ['a', 'b']],
        [{ leafProcessInstances: true }, ['b', 'c']],
        [{ active: true }, ['a', 'c']],
        [{ suspended: true }, ['b']],
        [{ active: false }, ['a', 'b', 'c']],
        [{ withIncident: true }, ['b']],
        [{ incidentId: 'ib' }, ['b']],
        [{ incidentType: 'failedJob' }, []],
        [{ incidentMessage: 'boom' }, ['b']],
        [{ incidentMessageLike: '%oo%' }, ['b']],
        [{ activityIdIn: ['approve', 'review'] }, ['a', 'b']],
        [{ variables: [is('amount', 5)] }, ['a']],
        [{ variables: [is('amount', 5, 'gt')] }, ['b']],
        [{ variables: [is('amount', '5')] }, []],
        [{ variables: [is('status', 'open')] }, ['a']],
        [{ variables: [is('status', 'open', 'neq')] }, ['b']],
        [{ variables: [is('status', 'C%', 'like')] }, ['b']],
        [{ variables: [is('amount', 5), is('status', 'Closed')] }, []],
        [{ variables: [is('paid', true)] }, ['b']],
        [{ variables: [is('paid', false)] }, []],
        [{ variables: [is('nothing', null)] }, ['a']],
        [{ variables: [is('status', null, 'neq')] }, ['a', 'b']],
        [{ variables: [is('note', 'Urgent')] }, []],
        [{ variables: [is('STATUS', 'open')], variableNamesIgnoreCase: true }, ['a']],
        [{ variables: [is('status', 'CLOSED')], variableValuesIgnoreCase: true }, ['b']],
        [{ orQueries: [{ businessKey: 'bk-1', suspended: true }] }, ['a', 'b']],
        [{ orQueries: [{ businessKey: 'bk-1', suspended: true }, { active: true }] }, ['a']],
      ],
      sorted: {
        instanceId: ['a', 'b', 'c'],
        definitionKey: ['a b', 'c'],
        definitionId: ['a', 'b', 'c'],
        businessKey: ['c', 'a', 'b'],
      },
    });
  });

  describe('when executions are listed', () => {
    tryList(store, {
      list: executionList,
      base: {},
      cases: [
        [{ executionId: 'nua' }, ['nua']],
        [{ processInstanceId: 'a' }, ['a', 'nua', 'nxa', 'nsa']],
        [{ businessKey: 'bk-1', activityId: 'charge' }, ['nxa']],
        [{ processDefinitionId: 'pay:1' }, ['c', 'njc', 'nkc']],
        [{ processDefinitionKey: 'pay', activityId: 'later' }, ['nkc']],
        [{ signalEventSubscriptionName: 'Alarm' }, ['nsb']],
        [{ messageEventSubscriptionName: 'Go' }, ['nsa']],
        [{ activityId: 'ship', active: true }, []],
        [{ activityId: 'ship', suspended: true }, ['nxb']],
        [{ incidentId: 'ib' }, ['nxb']],
        [{ incidentType: 'failedExternalTask' }, ['nxb']],
        [{ incidentMessage: 'boom' }, ['nxb']],
        [{ variables: [is('note', 'Urgent')] }, ['nua']],
        [{ variables: [is('NOTE', 'urgent')], variableNamesIgnoreCase: true, variableValuesIgnoreCase: true }, ['nua']],
        [{ processVariables: [is('amount', 7.5)], activityId: 'ship' }, ['nxb']],
      ],
      sorted: {
        instanceId: ['a nsa nua nxa', 'b njb nsb nub nxb', 'c njc nkc'],
        definitionKey: ['a b njb nsa nsb nua nub nxa nxb', 'c njc nkc'],
        definitionId: ['a nsa nua nxa', 'b njb nsb nub nxb', 'c njc nkc'],
      },
    });
  });

  describe('when external tasks are listed', () => {
    tryList(store, {
      list: externalTaskList,
      base: { now: NOW },
      cases: [
        [{ externalTaskId: 'xa' }, ['xa']],
        [{ externalTaskIdIn: ['xb', 'gone'] }, ['xb']],
        [{ topicName: 'charge' }, ['xa']],
        [{ workerId: 'w1' }, ['xb']],
        [{ locked: true }, ['xb']],
        [{ notLocked: true }, ['xa']],
        [{ locked: true, now: 6_000 }, []],
        [{ notLocked: true, now: 6_000 }, ['xa', 'xb']],
        [{ withRetriesLeft: true }, ['xa']],
        [{ noRetriesLeft: true }, ['xb']],
        [{ lockExpirationBefore: 6_001 }, ['xb']],
        [{ lockExpirationAfter: 6_000 }, []],
        [{ activityId: 'charge' }, ['xa']],
        [{ activityIdIn: ['charge', 'ship'] }, ['xa', 'xb']],
        [{ executionId: 'nxb' }, ['xb']],
        [{ processInstanceId: 'a' }, ['xa']],
        [{ processInstanceIdIn: ['a', 'b', 'c'] }, ['xa', 'xb']],
        [{ processDefinitionId: 'order:2' }, ['xb']],
        [{ processDefinitionKey: 'order' }, ['xa', 'xb']],
        [{ processDefinitionKeyIn: ['pay'] }, []],
        [{ priorityHigherThanOrEquals: 10 }, ['xa']],
        [{ priorityLowerThanOrEquals: 9 }, ['xb']],
        [{ processVariables: [is('status', 'open')] }, ['xa']],
        [{ active: true }, ['xa']],
        [{ suspended: true }, ['xb']],
      ],
      sorted: {
        id: ['xa', 'xb'],
        lockExpirationTime: ['xa', 'xb'],
        processInstanceId: ['xa', 'xb'],
        processDefinitionId: ['xa', 'xb'],
        processDefinitionKey: ['xa xb'],
        taskPriority: ['xb', 'xa'],
        createTime: ['xa', 'xb'],
      },
    });
  });

  describe('when jobs are listed', () => {
    tryList(store, {
      list: jobList,
      base: { now: NOW },
      cases: [
        [{ jobId: 'jc' }, ['jc']],
        [{ jobIds: ['jb', 'jc'] }, ['jb', 'jc']],
        [{ jobDefinitionId: 'job-definition-2' }, ['kc']],
        [{ processInstanceId: 'c' }, ['jc', 'kc']],
        [{ processInstanceIds: ['b'] }, ['jb']],
        [{ executionId: 'njc' }, ['jc']],
        [{ processDefinitionId: 'order:2' }, ['jb']],
        [{ processDefinitionKey: 'pay' }, ['jc', 'kc']],
        [{ activityId: 'remind' }, ['jb']],
        [{ failedActivityId: 'later' }, ['kc']],
        [{ withRetriesLeft: true }, ['jb', 'jc']],
        [{ noRetriesLeft: true }, ['kc']],
        [{ executable: true }, ['jc']],
        [{ executable: true, now: 7_000 }, ['jb', 'jc']],
        [{ timers: true }, ['jb', 'jc']],
        [{ messages: true }, ['kc']],
        [{ withException: true }, ['kc']],
        [{ exceptionMessage: 'broken' }, ['kc']],
        [{ dueDates: [{ operator: 'gt', value: 4_000 }] }, ['jb']],
        [
          {
            dueDates: [
              { operator: 'gteq', value: 4_000 },
              { operator: 'lt', value: 7_000 },
            ],
          },
          ['jc'],
        ],
        [{ createTimes: [{ operator: 'lteq', value: 1_600 }] }, ['jc', 'kc']],
        [{ priorityHigherThanOrEquals: 3 }, ['jc']],
        [{ priorityLowerThanOrEquals: 2 }, ['jb', 'kc']],
        [{ active: true }, ['jc', 'kc']],
        [{ suspended: true }, ['jb']],
      ],
      sorted: {
        jobId: ['jb', 'jc', 'kc'],
        executionId: ['jb', 'jc', 'kc'],
        processInstanceId: ['jb', 'jc kc'],
        processDefinitionId: ['jb', 'jc kc'],
        processDefinitionKey: ['jb', 'jc kc'],
        jobPriority: ['jb kc', 'jc'],
        jobRetries: ['kc', 'jb jc'],
        jobDueDate: ['kc', 'jc', 'jb'],
      },
    });
  });

  describe('when incidents are listed', () => {
    tryList(store, {
      list: incidentList,
      base: {},
      cases: [
        [{ incidentId: 'ib' }, ['ib']],
        [{ incidentType: 'failedExternalTask' }, ['ib']],
        [{ incidentMessage: 'no' }, []],
        [{ incidentMessageLike: 'b%' }, ['ib']],
        [{ incidentTimestampBefore: 2_301 }, ['ib']],
        [{ incidentTimestampAfter: 2_300 }, []],
        [{ processInstanceId: 'b' }, ['ib']],
        [{ processInstanceIdIn: ['a', 'c'] }, []],
        [{ processDefinitionId: 'order:2' }, ['ib']],
        [{ processDefinitionKeyIn: ['order'] }, ['ib']],
        [{ executionId: 'nxb' }, ['ib']],
        [{ activityId: 'ship' }, ['ib']],
        [{ failedActivityId: 'charge' }, []],
        [{ causeIncidentId: 'ib' }, ['ib']],
        [{ rootCauseIncidentId: 'ib' }, ['ib']],
        [{ configuration: 'xb' }, ['ib']],
        [{ jobDefinitionIdIn: ['job-definition-1'] }, ['ib']],
      ],
      sorted: Object.fromEntries(incidentList.sortings.map((sortBy) => [sortBy, ['ib']])),
    });
  });

  describe('when event subscriptions are listed', () => {
    const key = (name: string, type: string, value: number | string) => ({ name, type, value });
    tryList(store, {
      list: subscriptionList,
      base: {},
      cases: [
        [{ eventSubscriptionId: 'sa' }, ['sa']],
        [{ eventType: 'signal' }, ['sb']],
        [{ eventName: 'Go' }, ['sa']],
        [{ executionId: 'nsa' }, ['sa']],
        [{ executionIdIn: ['nsa', 'nsb'] }, ['sa', 'sb']],
        [{ processInstanceId: 'b' }, ['sb']],
        [{ activityId: 'alarm' }, ['sb']],
        [{ processDefinitionId: 'order:1' }, ['sa']],
        [{ processDefinitionKey: 'order' }, ['sa', 'sb']],
        [{ waiting: true }, ['sa', 'sb']],
        [{ start: true }, []],
        [{ businessKey: 'bk_2' }, ['sb']],
        [{ active: true }, ['sa']],
        [{ correlationKeys: [key('amount', 'Integer', 5)] }, ['sa']],
        [{ correlationKeys: [key('amount', 'Long', 5)] }, []],
        [{ correlationKeys: [key('status', 'String', 'Closed')] }, ['sb']],
        [{ localCorrelationKeys: [key('amount', 'Integer', 5)] }, []],
      ],
      sorted: { created: ['sa', 'sb'] },
    });
  });

  describe('when variables are listed', () => {
    tryList(store, {
      list: variableList,
      base: {},
      cases: [
        [{}, ['a.amount', 'a.note', 'a.nothing', 'a.status', 'b.amount', 'b.paid', 'b.status']],
        [{ variableInstanceId: 'a.note' }, ['a.note']],
        [{ variableName: 'amount' }, ['a.amount', 'b.amount']],
        [{ variableNameLike: 'no%' }, ['a.note', 'a.nothing']],
        [{ variableValues: [is('amount', 5, 'gt')] }, ['b.amount']],
        [{ variableValues: [is('status', 'OPEN')], variableValuesIgnoreCase: true }, ['a.status']],
        [{ variableName: 'paid', variableNamesIgnoreCase: true }, ['b.paid']],
        [{ processInstanceIdIn: ['b'] }, ['b.amount', 'b.paid', 'b.status']],
        [{ executionIdIn: ['nua'] }, ['a.note']],
        [{ variableScopeIdIn: ['nua', 'nobody'] }, ['a.note']],
        [{ taskIdIn: ['ua'] }, ['a.note']],
        [{ activityInstanceIdIn: ['approve:nua'] }, ['a.note']],
      ],
      sorted: {
        variableName: ['a.amount b.amount', 'a.note', 'a.nothing', 'b.paid', 'a.status b.status'],
        variableType: ['b.paid', 'b.amount', 'a.amount', 'a.nothing', 'a.note a.status b.status'],
        activityInstanceId: ['a.amount a.nothing a.status', 'a.note', 'b.amount b.paid b.status'],
      },
    });
  });
});
