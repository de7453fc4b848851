import { type ElTask, type ElValue, elDate, elInteger, toTyped } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import type { TaskField } from '../expression-scope.ts';
import { beanMembers, type MemberTable, type Method, method, textArgument } from './member-table.ts';
import { variableMethods } from './variable-members.ts';

function date(epochMs: number | null | undefined): ElValue {
  return epochMs === null || epochMs === undefined ? null : elDate(epochMs);
}

const SETTERS: Readonly<Record<string, TaskField>> = {
  setAssignee: 'assignee',
  setOwner: 'owner',
  setName: 'name',
  setDescription: 'description',
  setPriority: 'priority',
  setDueDate: 'dueDate',
  setFollowUpDate: 'followUpDate',
};

function setters(): Record<string, Method<ElTask>> {
  const methods: Record<string, Method<ElTask>> = {};
  for (const [name, field] of Object.entries(SETTERS)) {
    methods[name] = method(1, ({ task }, [value = null]) => {
      if (task.setField === undefined) throw readOnly();
      task.setField(field, toTyped(value));
      return null;
    });
  }
  return methods;
}

function readOnly(): EvaluationFailure {
  return new EvaluationFailure('other', 'the task cannot be changed by an expression here');
}

/** Adds or removes a link. Its type is the last argument, unless the method's name says it. */
function link(how: 'addLink' | 'removeLink', who: 'user' | 'group', type?: string): Method<ElTask> {
  return method(type === undefined ? 2 : 1, ({ task }, args) => {
    const write = task[how];
    if (write === undefined) throw readOnly();
    const id = textArgument(args, 0);
    write({
      userId: who === 'user' ? id : null,
      groupId: who === 'group' ? id : null,
      type: type ?? textArgument(args, 1),
    });
    return null;
  });
}

/** The part of `DelegateTask` that needs no Java. */
export const taskMembers: MemberTable<ElTask> = beanMembers<ElTask>(
  {
    id: ({ task }) => task.id,
    name: ({ task }) => task.name,
    description: ({ task }) => task.description ?? null,
    assignee: ({ task }) => task.assignee,
    owner: ({ task }) => task.owner ?? null,
    priority: ({ task }) => elInteger(task.priority),
    dueDate: ({ task }) => date(task.dueDate),
    followUpDate: ({ task }) => date(task.followUpDate),
    createTime: ({ task }) => date(task.createTime),
    taskDefinitionKey: ({ task }) => task.taskDefinitionKey,
    executionId: ({ task }) => task.executionId,
    processInstanceId: ({ task }) => task.processInstanceId,
    processDefinitionId: ({ task }) => task.processDefinitionId,
    eventName: ({ task }) => task.eventName ?? null,
    deleteReason: ({ task }) => task.deleteReason ?? null,
    tenantId: () => null,
  },
  {
    ...variableMethods<ElTask>({
      execution: (_base, scope) => scope.execution,
      own: ({ task }) => task,
    }),
    ...setters(),
    addCandidateUser: link('addLink', 'user', 'candidate'),
    addCandidateGroup: link('addLink', 'group', 'candidate'),
    deleteCandidateUser: link('removeLink', 'user', 'candidate'),
    deleteCandidateGroup: link('removeLink', 'group', 'candidate'),
    addUserIdentityLink: link('addLink', 'user'),
    addGroupIdentityLink: link('addLink', 'group'),
    deleteUserIdentityLink: link('removeLink', 'user'),
    deleteGroupIdentityLink: link('removeLink', 'group'),
    getExecution: method(0, (_base, _args, scope) => {
      return scope.execution === undefined ? null : { type: 'execution', execution: scope.execution };
    }),
  },
);
