import { afterAll, beforeAll, describe } from 'vitest';
import { userTaskList } from '../../server/store/runtime/user-task-list.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';
import { tryList } from './list-cases.ts';
import { fill } from './list-data.ts';

describe.each(backends)('given a task ua for clerks and mary, and a task ub claimed by kermit, on $name', (backend) => {
  let place: Place;
  let opened: Store;
  const is = (name: string, value: string | number) => ({ name, operator: 'eq' as const, value });

  beforeAll(async () => {
    place = await backend.newPlace();
    opened = await place.open();
    await fill(opened);
  });
  afterAll(() => place.remove());

  tryList(() => opened, {
    list: userTaskList,
    base: {},
    mark: ({ id }) => id,
    cases: [
      [{ taskId: 'ua' }, ['ua']],
      [{ taskIdIn: ['ua', 'ub'] }, ['ua', 'ub']],
      [{ assignee: 'kermit' }, ['ub']],
      [{ assigneeLike: 'ker%' }, ['ub']],
      [{ assigneeIn: ['kermit', 'mary'] }, ['ub']],
      [{ assigneeNotIn: ['kermit'] }, []],
      [{ assigned: true }, ['ub']],
      [{ unassigned: true }, ['ua']],
      [{ owner: 'fozzie' }, ['ua']],
      [{ candidateUser: 'mary' }, ['ua']],
      [{ candidateGroup: 'clerks' }, ['ua']],
      [{ candidateGroup: 'clerks', includeAssignedTasks: true }, ['ua', 'ub']],
      [{ candidateGroupLike: 'cle%' }, ['ua']],
      [{ candidateGroups: ['clerks', 'others'] }, ['ua']],
      [{ candidateGroups: ['others'] }, []],
      [{ withCandidateGroups: true }, ['ua']],
      [{ withoutCandidateGroups: true }, []],
      [{ withCandidateUsers: true }, ['ua']],
      [{ withoutCandidateUsers: true, includeAssignedTasks: true }, ['ub']],
      [{ involvedUser: 'mary' }, ['ua']],
      [{ involvedUser: 'fozzie' }, ['ua']],
      [{ involvedUser: 'kermit' }, ['ub']],
      [{ taskDefinitionKey: 'approve' }, ['ua']],
      [{ taskDefinitionKeyIn: ['approve', 'review'] }, ['ua', 'ub']],
      [{ taskDefinitionKeyNotIn: ['approve'] }, ['ub']],
      [{ taskDefinitionKeyLike: 'rev%' }, ['ub']],
      [{ name: 'Review' }, ['ub']],
      [{ nameNotEqual: 'Review' }, ['ua']],
      [{ nameLike: 'App%' }, ['ua']],
      [{ nameNotLike: 'App%' }, ['ub']],
      [{ description: 'look twice' }, ['ua']],
      [{ descriptionLike: '%twice' }, ['ua']],
      [{ priority: 50 }, ['ua']],
      [{ minPriority: 51 }, ['ub']],
      [{ maxPriority: 50 }, ['ua']],
      [{ delegationState: 'PENDING' }, ['ub']],
      [{ processInstanceId: 'a' }, ['ua']],
      [{ processInstanceIdIn: ['a', 'b'] }, ['ua', 'ub']],
      [{ processInstanceBusinessKey: 'bk-1' }, ['ua']],
      [{ processInstanceBusinessKeyIn: ['bk_2'] }, ['ub']],
      [{ processInstanceBusinessKeyLike: 'bk%' }, ['ua', 'ub']],
      [{ processDefinitionId: 'order:1' }, ['ua']],
      [{ processDefinitionKey: 'order' }, ['ua', 'ub']],
      [{ processDefinitionKeyIn: ['pay'] }, []],
      [{ processDefinitionName: 'Order' }, ['ua', 'ub']],
      [{ processDefinitionNameLike: 'P%' }, []],
      [{ executionId: 'nub' }, ['ub']],
      [{ activityInstanceIdIn: ['review:nub'] }, ['ub']],
      [{ parentTaskId: 'ua' }, ['ub']],
      [{ createdOn: 1_100 }, ['ua']],
      [{ createdBefore: 2_100 }, ['ua']],
      [{ createdAfter: 1_100 }, ['ub']],
      [{ updatedAfter: 1_099 }, ['ua', 'ub']],
      [{ updatedAfter: 2_499 }, ['ub']],
      [{ dueDate: 9_000 }, ['ua']],
      [{ dueBefore: 9_000 }, []],
      [{ dueAfter: 8_999 }, ['ua']],
      [{ withoutDueDate: true }, ['ub']],
      [{ followUpDate: 8_000 }, ['ub']],
      [{ followUpBefore: 8_001 }, ['ub']],
      [{ followUpBeforeOrNotExistent: 8_000 }, ['ua']],
      [{ followUpAfter: 7_999 }, ['ub']],
      [{ active: true }, ['ua']],
      [{ suspended: true }, ['ub']],
      [{ taskVariables: [is('note', 'Urgent')] }, ['ua']],
      [{ taskVariables: [is('amount', 5)] }, []],
      [{ processVariables: [is('amount', 7.5)] }, ['ub']],
      [{ processVariables: [is('AMOUNT', 7.5)], variableNamesIgnoreCase: true }, ['ub']],
      [{ taskVariables: [is('note', 'URGENT')], variableValuesIgnoreCase: true }, ['ua']],
      [{ orQueries: [{ candidateUser: 'mary', assignee: 'kermit' }] }, ['ua', 'ub']],
    ],
    sorted: {
      id: ['ua', 'ub'],
      instanceId: ['ua', 'ub'],
      executionId: ['ua', 'ub'],
      created: ['ua', 'ub'],
      lastUpdated: ['ua', 'ub'],
      dueDate: ['ub', 'ua'],
      followUpDate: ['ua', 'ub'],
      name: ['ua', 'ub'],
      nameCaseInsensitive: ['ua', 'ub'],
      description: ['ub', 'ua'],
      assignee: ['ua', 'ub'],
      priority: ['ua', 'ub'],
      processVariable: ['ua', 'ub'],
      executionVariable: ['ua ub'],
      taskVariable: ['ua ub'],
    },
  });
});
