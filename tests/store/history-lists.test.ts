import { afterAll, beforeAll, describe } from 'vitest';
import { historicActivityList } from '../../server/store/history/activity-instance-list.ts';
import { historicDetailList } from '../../server/store/history/detail-list.ts';
import { historicInstanceList } from '../../server/store/history/process-instance-list.ts';
import { historicTaskList } from '../../server/store/history/task-list.ts';
import { historicVariableList } from '../../server/store/history/variable-list.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';
import { tryList } from './list-cases.ts';
import { fill } from './list-data.ts';

describe.each(backends)('given running instances a, b, c and a deleted instance e on $name', (backend) => {
  let place: Place;
  let opened: Store;
  const store = () => opened;
  const mark = ({ id }: { id: string }) => id;
  const is = (name: string, value: string | number) => ({ name, operator: 'eq' as const, value });

  beforeAll(async () => {
    place = await backend.newPlace();
    opened = await place.open();
    await fill(opened);
  });
  afterAll(() => place.remove());

  describe('when process instances are listed', () => {
    tryList(store, {
      list: historicInstanceList,
      base: {},
      mark,
      cases: [
        [{}, ['a', 'b', 'c', 'e']],
        [{ processInstanceId: 'e' }, ['e']],
        [{ processInstanceIds: ['a', 'e'] }, ['a', 'e']],
        [{ processInstanceIdNotIn: ['a', 'e'] }, ['b', 'c']],
        [{ rootProcessInstanceId: 'a' }, ['a', 'c']],
        [{ processInstanceBusinessKey: 'bk-1' }, ['a']],
        [{ processInstanceBusinessKeyIn: ['bk-1', 'bk_2'] }, ['a', 'b']],
        [{ processInstanceBusinessKeyLike: '%2' }, ['b']],
        [{ processDefinitionId: 'order:1' }, ['a', 'e']],
        [{ processDefinitionKey: 'order' }, ['a', 'b', 'e']],
        [{ processDefinitionKeyIn: ['pay'] }, ['c']],
        [{ processDefinitionKeyNotIn: ['order'] }, ['c']],
        [{ processDefinitionName: 'Pay' }, ['c']],
        [{ processDefinitionNameLike: 'Ord%' }, ['a', 'b', 'e']],
        [{ superProcessInstanceId: 'a' }, ['c']],
        [{ subProcessInstanceId: 'c' }, ['a']],
        [{ rootProcessInstances: true }, ['a', 'b', 'e']],
        [{ finished: true }, ['e']],
        [{ unfinished: true }, ['a', 'b', 'c']],
        [{ active: true }, ['a', 'c']],
        [{ suspended: true }, ['b']],
        [{ completed: true }, []],
        [{ externallyTerminated: true }, ['e']],
        [{ internallyTerminated: true }, []],
        [{ startedBy: 'demo' }, ['b']],
        [{ startedBefore: 1_000 }, ['a', 'e']],
        [{ startedAfter: 1_500 }, ['b', 'c']],
        [{ finishedBefore: 900 }, ['e']],
        [{ finishedAfter: 901 }, []],
        [{ withIncidents: true }, ['b', 'e']],
        [{ withRootIncidents: true }, ['b']],
        [{ incidentType: 'failedJob' }, ['e']],
        [{ incidentStatus: 'open' }, ['b']],
        [{ incidentMessage: 'boom' }, ['b']],
        [{ incidentMessageLike: 't%' }, ['e']],
        [{ executedActivityIdIn: ['approve'] }, ['e']],
        [{ activityIdIn: ['approve'] }, ['a']],
        [{ incidentIdIn: ['ie', 'nobody'] }, ['e']],
        [{ executedJobAfter: 0 }, []],
        [{ executedJobBefore: 9_999_999_999_999 }, []],
        [{ withJobsRetrying: true }, []],
        [{ activeActivityIdIn: ['approve'] }, ['a']],
        [{ executedActivityBefore: 500 }, ['e']],
        [{ executedActivityAfter: 2_000 }, ['b']],
        [{ variables: [is('amount', 5)] }, ['a']],
        [{ variables: [is('Status', 'CLOSED')], variableNamesIgnoreCase: true, variableValuesIgnoreCase: true }, ['b']],
        [{ orQueries: [{ finished: true, startedBy: 'demo' }] }, ['b', 'e']],
      ],
      sorted: {
        instanceId: ['a', 'b', 'c', 'e'],
        definitionId: ['a e', 'b', 'c'],
        definitionKey: ['a b e', 'c'],
        definitionName: ['a b e', 'c'],
        definitionVersion: ['a c e', 'b'],
        businessKey: ['c e', 'a', 'b'],
        startTime: ['e', 'a', 'c', 'b'],
        endTime: ['a b c', 'e'],
        duration: ['a b c', 'e'],
      },
    });
  });

  describe('when activity instances are listed', () => {
    const all = ['approve:nua', 'approve:nue', 'charge:nxa', 'later:nkc', 'receive:nsa', 'remind:njb', 'review:nub'];
    tryList(store, {
      list: historicActivityList,
      base: {},
      mark,
      cases: [
        [{}, [...all, 'alarm:nsb', 'ship:nxb', 'wait:njc']],
        [{ activityInstanceId: 'approve:nue' }, ['approve:nue']],
        [{ activityInstanceIdIn: ['approve:nue', 'approve:nua'] }, ['approve:nua', 'approve:nue']],
        [{ processInstanceId: 'e' }, ['approve:nue']],
        [{ processInstanceIdIn: ['e', 'c'] }, ['approve:nue', 'later:nkc', 'wait:njc']],
        [{ processDefinitionId: 'pay:1' }, ['later:nkc', 'wait:njc']],
        [{ executionId: 'nue' }, ['approve:nue']],
        [{ activityId: 'approve' }, ['approve:nua', 'approve:nue']],
        [{ activityIdIn: ['approve', 'wait'] }, ['approve:nua', 'approve:nue', 'wait:njc']],
        [{ activityName: 'Name of ship' }, ['ship:nxb']],
        [{ activityNameLike: '%ship' }, ['ship:nxb']],
        [{ activityType: 'serviceTask' }, ['charge:nxa', 'ship:nxb']],
        [{ taskAssignee: 'kermit' }, ['approve:nue']],
        [{ finished: true }, ['approve:nue']],
        [{ unfinished: true, activityId: 'approve' }, ['approve:nua']],
        [{ canceled: true }, ['approve:nue']],
        [{ completeScope: true }, ['approve:nue']],
        [{ startedBefore: 500 }, ['approve:nue']],
        [{ startedAfter: 2_000, activityType: 'userTask' }, ['review:nub']],
        [{ finishedBefore: 900 }, ['approve:nue']],
        [{ finishedAfter: 901 }, []],
      ],
      sorted: {
        activityInstanceId: [
          'alarm:nsb',
          'approve:nua',
          'approve:nue',
          'charge:nxa',
          'later:nkc',
          'receive:nsa',
          'remind:njb',
          'review:nub',
          'ship:nxb',
          'wait:njc',
        ],
        instanceId: [
          'approve:nua charge:nxa receive:nsa',
          'alarm:nsb remind:njb review:nub ship:nxb',
          'later:nkc wait:njc',
          'approve:nue',
        ],
        executionId: [
          'remind:njb',
          'wait:njc',
          'later:nkc',
          'receive:nsa',
          'alarm:nsb',
          'approve:nua',
          'review:nub',
          'approve:nue',
          'charge:nxa',
          'ship:nxb',
        ],
        activityId: [
          'alarm:nsb',
          'approve:nua approve:nue',
          'charge:nxa',
          'later:nkc',
          'receive:nsa',
          'remind:njb',
          'review:nub',
          'ship:nxb',
          'wait:njc',
        ],
        activityName: [
          'alarm:nsb',
          'approve:nua approve:nue',
          'charge:nxa',
          'later:nkc',
          'receive:nsa',
          'remind:njb',
          'review:nub',
          'ship:nxb',
          'wait:njc',
        ],
        activityType: [
          'later:nkc remind:njb wait:njc',
          'alarm:nsb receive:nsa',
          'charge:nxa ship:nxb',
          'approve:nua approve:nue review:nub',
        ],
        startTime: [
          'approve:nue',
          'approve:nua charge:nxa receive:nsa',
          'later:nkc wait:njc',
          'alarm:nsb remind:njb review:nub ship:nxb',
        ],
        endTime: [
          'alarm:nsb approve:nua charge:nxa later:nkc receive:nsa remind:njb review:nub ship:nxb wait:njc',
          'approve:nue',
        ],
        duration: [
          'alarm:nsb approve:nua charge:nxa later:nkc receive:nsa remind:njb review:nub ship:nxb wait:njc',
          'approve:nue',
        ],
        definitionId: [
          'approve:nua approve:nue charge:nxa receive:nsa',
          'alarm:nsb remind:njb review:nub ship:nxb',
          'later:nkc wait:njc',
        ],
        occurrence: [
          'approve:nue charge:nxa ship:nxb wait:njc',
          'approve:nua later:nkc review:nub',
          'receive:nsa remind:njb',
          'alarm:nsb',
        ],
      },
    });
  });

  describe('when variables are listed', () => {
    tryList(store, {
      list: historicVariableList,
      base: {},
      mark,
      cases: [
        [{ variableInstanceId: 'a.note' }, ['a.note']],
        [{ variableInstanceIdIn: ['a.note', 'e.gone'] }, ['a.note']],
        [{ variableInstanceIdIn: ['a.note', 'e.gone'], includeDeleted: true }, ['a.note', 'e.gone']],
        [{ processInstanceId: 'b' }, ['b.amount', 'b.paid', 'b.status']],
        [{ processInstanceIdIn: ['b', 'c'] }, ['b.amount', 'b.paid', 'b.status']],
        [{ processDefinitionId: 'order:2', variableName: 'paid' }, ['b.paid']],
        [{ processDefinitionKey: 'pay' }, []],
        [{ variableName: 'AMOUNT', variableNamesIgnoreCase: true }, ['a.amount', 'b.amount']],
        [{ variableNameIn: ['paid', 'note'] }, ['a.note', 'b.paid']],
        [{ variableNameLike: 'stat%' }, ['a.status', 'b.status']],
        [{ variableName: 'status', variableValue: 'open' }, ['a.status']],
        [{ variableName: 'status', variableValue: 'OPEN', variableValuesIgnoreCase: true }, ['a.status']],
        [{ variableName: 'amount', variableValue: 7.5 }, ['b.amount']],
        [{ variableTypeIn: ['Boolean', 'Null'] }, ['a.nothing', 'b.paid']],
        [{ executionIdIn: ['nua'] }, ['a.note']],
        [{ activityInstanceIdIn: ['approve:nua'] }, ['a.note']],
        [{ taskIdIn: ['ua'] }, ['a.note']],
      ],
      sorted: {
        instanceId: ['a.amount a.note a.nothing a.status', 'b.amount b.paid b.status'],
        variableName: ['a.amount b.amount', 'a.note', 'a.nothing', 'b.paid', 'a.status b.status'],
      },
    });
  });

  describe('when details are listed', () => {
    tryList(store, {
      list: historicDetailList,
      base: {},
      mark,
      cases: [
        [{ detailId: 'form' }, ['form']],
        [{ processInstanceId: 'e' }, ['form']],
        [{ processInstanceIdIn: ['e'] }, ['form']],
        [{ executionId: 'nua' }, ['a.note#0']],
        [{ activityInstanceId: 'approve:nua' }, ['a.note#0']],
        [{ activityInstanceIdIn: ['approve:nua', 'approve:nue'] }, ['a.note#0', 'form']],
        [{ taskId: 'ue' }, ['form']],
        [{ variableInstanceId: 'b.paid' }, ['b.paid#0']],
        [{ variableInstanceIdIn: ['b.paid', 'a.note'] }, ['a.note#0', 'b.paid#0']],
        [{ variableTypeIn: ['Double'] }, ['b.amount#0']],
        [{ variableNameLike: 'am%' }, ['a.amount#0', 'b.amount#0']],
        [{ variableUpdates: true, taskId: 'ua' }, ['a.note#0']],
        [{ formFields: true }, ['form']],
        [{ initial: true, processInstanceId: 'e' }, []],
        [{ occurredBefore: 700 }, ['form']],
        [{ occurredAfter: 2_000 }, ['b.amount#0', 'b.paid#0', 'b.status#0']],
        [{ userOperationId: 'operation-1' }, ['form']],
      ],
      sorted: {
        processInstanceId: ['a.amount#0 a.note#0 a.nothing#0 a.status#0', 'b.amount#0 b.paid#0 b.status#0', 'form'],
        variableName: ['a.amount#0 b.amount#0', 'form', 'a.note#0', 'a.nothing#0', 'b.paid#0', 'a.status#0 b.status#0'],
        formPropertyId: [
          'a.amount#0 b.amount#0',
          'form',
          'a.note#0',
          'a.nothing#0',
          'b.paid#0',
          'a.status#0 b.status#0',
        ],
        variableType: ['b.paid#0', 'b.amount#0', 'a.amount#0', 'a.nothing#0', 'a.note#0 a.status#0 b.status#0 form'],
        variableRevision: ['a.amount#0 a.note#0 a.nothing#0 a.status#0 b.amount#0 b.paid#0 b.status#0 form'],
        occurrence: [
          'a.amount#0',
          'a.note#0',
          'a.nothing#0',
          'a.status#0',
          'b.amount#0',
          'b.paid#0',
          'b.status#0',
          'form',
        ],
        time: ['form', 'a.amount#0 a.note#0 a.nothing#0 a.status#0', 'b.amount#0 b.paid#0 b.status#0'],
      },
    });
  });

  describe('when tasks are listed', () => {
    tryList(store, {
      list: historicTaskList,
      base: {},
      mark,
      cases: [
        [{ taskId: 'ue' }, ['ue']],
        [{ taskParentTaskId: 'ua' }, ['ub']],
        [{ processInstanceId: 'e' }, ['ue']],
        [{ processInstanceIdIn: ['a', 'e'] }, ['ua', 'ue']],
        [{ rootProcessInstanceId: 'b' }, ['ub']],
        [{ processInstanceBusinessKey: 'bk-1' }, ['ua']],
        [{ processInstanceBusinessKeyLike: 'bk%' }, ['ua', 'ub']],
        [{ processDefinitionId: 'order:1' }, ['ua', 'ue']],
        [{ processDefinitionKey: 'order' }, ['ua', 'ub', 'ue']],
        [{ processDefinitionName: 'Pay' }, []],
        [{ executionId: 'nub' }, ['ub']],
        [{ activityInstanceIdIn: ['approve:nue'] }, ['ue']],
        [{ taskName: 'Review' }, ['ub']],
        [{ taskNameLike: 'App%' }, ['ua']],
        [{ taskDescription: 'look twice' }, ['ua']],
        [{ taskDescriptionLike: 'look%' }, ['ua']],
        [{ taskDefinitionKey: 'approve' }, ['ua', 'ue']],
        [{ taskDefinitionKeyIn: ['review'] }, ['ub']],
        [{ taskDeleteReason: 'deleted' }, ['ue']],
        [{ taskDeleteReasonLike: 'del%' }, ['ue']],
        [{ taskAssignee: 'kermit' }, ['ub']],
        [{ taskAssigneeLike: 'k%' }, ['ub']],
        [{ taskOwner: 'fozzie' }, ['ua']],
        [{ taskOwnerLike: 'f%' }, ['ua']],
        [{ taskPriority: 80 }, ['ub']],
        [{ taskInvolvedUser: 'fozzie' }, ['ua']],
        [{ taskInvolvedUser: 'gonzo' }, ['ue']],
        [{ taskInvolvedGroup: 'clerks' }, ['ue']],
        [{ taskHadCandidateUser: 'gonzo' }, ['ue']],
        [{ taskHadCandidateUser: 'fozzie' }, []],
        [{ taskHadCandidateGroup: 'clerks' }, ['ue']],
        [{ withCandidateGroups: true }, ['ue']],
        [{ withoutCandidateGroups: true }, ['ua', 'ub']],
        [{ assigned: true }, ['ub']],
        [{ unassigned: true }, ['ua', 'ue']],
        [{ finished: true }, ['ue']],
        [{ unfinished: true }, ['ua', 'ub']],
        [{ processFinished: true }, ['ue']],
        [{ processUnfinished: true }, ['ua', 'ub']],
        [{ taskDueDate: 9_000 }, ['ua']],
        [{ taskDueDateBefore: 9_001 }, ['ua']],
        [{ taskDueDateAfter: 9_000 }, []],
        [{ withoutTaskDueDate: true }, ['ub', 'ue']],
        [{ taskFollowUpDate: 8_000 }, ['ub']],
        [{ taskFollowUpDateBefore: 8_000 }, []],
        [{ taskFollowUpDateAfter: 7_999 }, ['ub']],
        [{ startedBefore: 600 }, ['ue']],
        [{ startedAfter: 2_100 }, ['ub']],
        [{ finishedBefore: 900 }, ['ue']],
        [{ finishedAfter: 901 }, []],
        [{ taskVariables: [is('note', 'Urgent')] }, ['ua']],
        [{ processVariables: [is('amount', 7.5)] }, ['ub']],
        [
          { processVariables: [is('STATUS', 'CLOSED')], variableNamesIgnoreCase: true, variableValuesIgnoreCase: true },
          ['ub'],
        ],
      ],
      sorted: {
        taskId: ['ua', 'ub', 'ue'],
        activityInstanceID: ['ua', 'ue', 'ub'],
        processDefinitionId: ['ua ue', 'ub'],
        processInstanceId: ['ua', 'ub', 'ue'],
        executionId: ['ua', 'ub', 'ue'],
        duration: ['ua ub', 'ue'],
        endTime: ['ua ub', 'ue'],
        startTime: ['ue', 'ua', 'ub'],
        taskName: ['ue', 'ua', 'ub'],
        taskDescription: ['ub ue', 'ua'],
        assignee: ['ua ue', 'ub'],
        owner: ['ub ue', 'ua'],
        dueDate: ['ub ue', 'ua'],
        followUpDate: ['ua ue', 'ub'],
        deleteReason: ['ua ub', 'ue'],
        taskDefinitionKey: ['ua ue', 'ub'],
        priority: ['ua ue', 'ub'],
      },
    });
  });
});
