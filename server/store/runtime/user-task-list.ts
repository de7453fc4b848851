import type { Knex } from 'knex';
import type { UserTask } from '../../engine/state.ts';
import {
  compare,
  equal,
  flagged,
  isNotNull,
  isNull,
  like,
  noneOf,
  ofDefinitionKeys,
  ofInstances,
  oneOf,
  qualifier,
  whereLike,
} from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { byVariable, type VariableCase, type VariableFilter, whereVariables } from '../variable-filter.ts';
import { userTaskTable } from './user-task.ts';

export interface UserTaskFilter extends VariableCase {
  taskId?: string;
  taskIdIn?: readonly string[];
  assignee?: string;
  assigneeLike?: string;
  assigneeIn?: readonly string[];
  assigneeNotIn?: readonly string[];
  assigned?: boolean;
  unassigned?: boolean;
  owner?: string;
  /** Candidate filters leave out tasks that have an assignee, unless `includeAssignedTasks`. */
  candidateUser?: string;
  candidateGroup?: string;
  candidateGroupLike?: string;
  candidateGroups?: readonly string[];
  withCandidateGroups?: boolean;
  withoutCandidateGroups?: boolean;
  withCandidateUsers?: boolean;
  withoutCandidateUsers?: boolean;
  includeAssignedTasks?: boolean;
  /** Anybody whom the task names: assignee, owner or candidate. */
  involvedUser?: string;
  taskDefinitionKey?: string;
  taskDefinitionKeyIn?: readonly string[];
  taskDefinitionKeyNotIn?: readonly string[];
  taskDefinitionKeyLike?: string;
  name?: string;
  nameNotEqual?: string;
  nameLike?: string;
  nameNotLike?: string;
  description?: string;
  descriptionLike?: string;
  priority?: number;
  minPriority?: number;
  maxPriority?: number;
  delegationState?: 'PENDING' | 'RESOLVED';
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  processInstanceBusinessKey?: string;
  processInstanceBusinessKeyIn?: readonly string[];
  processInstanceBusinessKeyLike?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionKeyIn?: readonly string[];
  processDefinitionName?: string;
  processDefinitionNameLike?: string;
  executionId?: string;
  activityInstanceIdIn?: readonly string[];
  parentTaskId?: string;
  createdOn?: number;
  createdBefore?: number;
  createdAfter?: number;
  updatedAfter?: number;
  dueDate?: number;
  dueBefore?: number;
  dueAfter?: number;
  withoutDueDate?: boolean;
  followUpDate?: number;
  followUpBefore?: number;
  followUpBeforeOrNotExistent?: number;
  followUpAfter?: number;
  active?: boolean;
  suspended?: boolean;
  /** Variables of the task's own scope. */
  taskVariables?: readonly VariableFilter[];
  /** Variables of its process instance. */
  processVariables?: readonly VariableFilter[];
}

export type UserTaskItem = UserTask & DefinitionFacts & { businessKey: string | null };

type Query = Knex.QueryBuilder;

/** Tasks that wait for a person. */
export const userTaskList = listQuery<UserTaskFilter, UserTaskItem>({
  from: (knex) => withDefinition(knex, userTaskTable.name).leftJoin({ i: 'runtime_instance' }, 'i.id', 't.instance_id'),
  columns: [...selectColumns(userTaskTable, 't'), ...definitionColumns, 'i.business_key as businessKey'],
  conditions: {
    taskId: equal('t.id'),
    taskIdIn: oneOf('t.id'),
    assignee: equal('t.assignee'),
    assigneeLike: like('t.assignee'),
    assigneeIn: oneOf('t.assignee'),
    assigneeNotIn: noneOf('t.assignee'),
    assigned: isNotNull('t.assignee'),
    unassigned: isNull('t.assignee'),
    owner: equal('t.owner'),
    candidateUser: (query, user, filter) => candidate(query, filter, (link) => link.where('user_id', user)),
    candidateGroup: (query, group, filter) => candidate(query, filter, (link) => link.where('group_id', group)),
    candidateGroupLike: (query, pattern, filter) =>
      candidate(query, filter, (link) => whereLike(link, 'group_id', pattern)),
    candidateGroups: (query, groups, filter) =>
      candidate(query, filter, (link) => link.whereIn('group_id', [...groups])),
    withCandidateGroups: (query, _, filter) => candidate(query, filter, (link) => link.whereNotNull('group_id')),
    withoutCandidateGroups: (query, _, filter) =>
      candidate(query, filter, (link) => link.whereNotNull('group_id'), 'whereNotIn'),
    withCandidateUsers: (query, _, filter) => candidate(query, filter, (link) => link.whereNotNull('user_id')),
    withoutCandidateUsers: (query, _, filter) =>
      candidate(query, filter, (link) => link.whereNotNull('user_id'), 'whereNotIn'),
    includeAssignedTasks: qualifier(),
    involvedUser: (query, user) =>
      query.where((either: Query) =>
        either
          .where('t.assignee', user)
          .orWhere('t.owner', user)
          .orWhereIn('t.id', (link: Query) =>
            link.from('runtime_user_task_link').select('task_id').where('user_id', user),
          ),
      ),
    taskDefinitionKey: equal('t.element_id'),
    taskDefinitionKeyIn: oneOf('t.element_id'),
    taskDefinitionKeyNotIn: noneOf('t.element_id'),
    taskDefinitionKeyLike: like('t.element_id'),
    name: equal('t.name'),
    nameNotEqual: (query, name) => query.whereNot('t.name', name),
    nameLike: like('t.name'),
    nameNotLike: (query, pattern) => query.whereRaw('t.name not like ? escape ?', [pattern, '\\']),
    description: equal('t.description'),
    descriptionLike: like('t.description'),
    priority: equal('t.priority'),
    minPriority: compare('t.priority', '>='),
    maxPriority: compare('t.priority', '<='),
    delegationState: equal('t.delegation_state'),
    processInstanceId: ofInstances(),
    processInstanceIdIn: ofInstances(),
    processInstanceBusinessKey: (query, key) => ofBusinessKeys(query, [key]),
    processInstanceBusinessKeyIn: (query, keys) => ofBusinessKeys(query, keys),
    processInstanceBusinessKeyLike: like('i.business_key'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    processDefinitionKeyIn: ofDefinitionKeys('t.definition_id'),
    processDefinitionName: equal('d.name'),
    processDefinitionNameLike: like('d.name'),
    executionId: equal('t.node_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    parentTaskId: equal('t.parent_task_id'),
    createdOn: equal('t.created_at'),
    createdBefore: compare('t.created_at', '<'),
    createdAfter: compare('t.created_at', '>'),
    updatedAfter: (query, at) => query.whereRaw('coalesce(t.last_updated_at, t.created_at) > ?', [at]),
    dueDate: equal('t.due_at'),
    dueBefore: compare('t.due_at', '<'),
    dueAfter: compare('t.due_at', '>'),
    withoutDueDate: isNull('t.due_at'),
    followUpDate: equal('t.follow_up_at'),
    followUpBefore: compare('t.follow_up_at', '<'),
    followUpBeforeOrNotExistent: (query, at) =>
      query.where((either: Query) => either.whereNull('t.follow_up_at').orWhere('t.follow_up_at', '<', at)),
    followUpAfter: compare('t.follow_up_at', '>'),
    active: flagged('t.suspended', false),
    suspended: flagged('t.suspended', true),
    taskVariables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.node_id', of: 'execution', live: true }, filter),
    processVariables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.instance_id', of: 'instance', rootScope: true, live: true }, filter),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
  },
  sortings: {
    id: 't.id',
    instanceId: 't.instance_id',
    executionId: 't.node_id',
    created: 't.created_at',
    lastUpdated: { nullable: 't.last_updated_at' },
    dueDate: { nullable: 't.due_at' },
    followUpDate: { nullable: 't.follow_up_at' },
    name: { nullable: 't.name' },
    nameCaseInsensitive: (query, order) =>
      query.orderByRaw(`lower(t.name) ${order} nulls ${order === 'asc' ? 'first' : 'last'}`),
    description: { nullable: 't.description' },
    assignee: { nullable: 't.assignee' },
    priority: 't.priority',
    processVariable: byVariable({ column: 't.instance_id', of: 'instance', rootScope: true, live: true }),
    executionVariable: byVariable({ column: 't.node_id', of: 'execution', live: true }),
    taskVariable: byVariable({ column: 't.node_id', of: 'execution', live: true }),
  },
  read: itemReader(userTaskTable),
});

function candidate(
  query: Query,
  filter: UserTaskFilter,
  narrow: (link: Query) => void,
  how: 'whereIn' | 'whereNotIn' = 'whereIn',
): void {
  query[how]('t.id', (link: Query) => {
    link.from('runtime_user_task_link').select('task_id').where('type', 'candidate');
    narrow(link);
  });
  if (!filter.includeAssignedTasks) query.whereNull('t.assignee');
}

function ofBusinessKeys(query: Query, keys: readonly string[]): void {
  query.whereIn('i.business_key', [...keys]).whereIn('t.root_id', (roots: Query) =>
    roots
      .from('runtime_instance')
      .select('root_id')
      .whereIn('business_key', [...keys]),
  );
}
