import type { Knex } from 'knex';
import type { HistoricTask } from '../../engine/changes.ts';
import { compare, equal, isNotNull, isNull, like, ofDefinitionKeys, oneOf, qualifier } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type VariableCase, type VariableFilter, whereVariables } from '../variable-filter.ts';
import { historicIdentityLinkTable } from './identity-link.ts';
import { type RemovalFact, removalColumn, withRemoval } from './removal.ts';
import { historicTaskTable } from './task.ts';

export interface HistoricTaskFilter extends VariableCase {
  taskId?: string;
  taskParentTaskId?: string;
  processInstanceId?: string;
  processInstanceIdIn?: readonly string[];
  rootProcessInstanceId?: string;
  processInstanceBusinessKey?: string;
  processInstanceBusinessKeyLike?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  processDefinitionName?: string;
  executionId?: string;
  activityInstanceIdIn?: readonly string[];
  taskName?: string;
  taskNameLike?: string;
  taskDescription?: string;
  taskDescriptionLike?: string;
  taskDefinitionKey?: string;
  taskDefinitionKeyIn?: readonly string[];
  taskDeleteReason?: string;
  taskDeleteReasonLike?: string;
  taskAssignee?: string;
  taskAssigneeLike?: string;
  taskOwner?: string;
  taskOwnerLike?: string;
  taskPriority?: number;
  /** Anybody who ever had to do with the task, in whatever way. */
  taskInvolvedUser?: string;
  taskInvolvedGroup?: string;
  taskHadCandidateUser?: string;
  taskHadCandidateGroup?: string;
  withCandidateGroups?: boolean;
  withoutCandidateGroups?: boolean;
  assigned?: boolean;
  unassigned?: boolean;
  finished?: boolean;
  unfinished?: boolean;
  processFinished?: boolean;
  processUnfinished?: boolean;
  taskDueDate?: number;
  taskDueDateBefore?: number;
  taskDueDateAfter?: number;
  withoutTaskDueDate?: boolean;
  taskFollowUpDate?: number;
  taskFollowUpDateBefore?: number;
  taskFollowUpDateAfter?: number;
  startedBefore?: number;
  startedAfter?: number;
  finishedBefore?: number;
  finishedAfter?: number;
  taskVariables?: readonly VariableFilter[];
  processVariables?: readonly VariableFilter[];
}

export type HistoricTaskItem = HistoricTask & DefinitionFacts & RemovalFact;

/** Tasks of people, waiting and done. */
export const historicTaskList = listQuery<HistoricTaskFilter, HistoricTaskItem>({
  from: (knex) =>
    withRemoval(withDefinition(knex, historicTaskTable.name)).leftJoin(
      { i: 'history_process_instance' },
      'i.id',
      't.instance_id',
    ),
  columns: [...selectColumns(historicTaskTable, 't'), ...definitionColumns, removalColumn],
  conditions: {
    taskId: equal('t.id'),
    taskParentTaskId: equal('t.parent_task_id'),
    processInstanceId: equal('t.instance_id'),
    processInstanceIdIn: oneOf('t.instance_id'),
    rootProcessInstanceId: equal('t.root_id'),
    processInstanceBusinessKey: (query, key) =>
      query.whereIn('t.instance_id', (ids: Knex.QueryBuilder) =>
        ids.from('history_process_instance').select('id').where('business_key', key),
      ),
    processInstanceBusinessKeyLike: like('i.business_key'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: ofDefinitionKeys('t.definition_id'),
    processDefinitionName: equal('d.name'),
    executionId: equal('t.execution_id'),
    activityInstanceIdIn: oneOf('t.activity_instance_id'),
    taskName: equal('t.name'),
    taskNameLike: like('t.name'),
    taskDescription: equal('t.description'),
    taskDescriptionLike: like('t.description'),
    taskDefinitionKey: equal('t.task_definition_key'),
    taskDefinitionKeyIn: oneOf('t.task_definition_key'),
    taskDeleteReason: equal('t.delete_reason'),
    taskDeleteReasonLike: like('t.delete_reason'),
    taskAssignee: equal('t.assignee'),
    taskAssigneeLike: like('t.assignee'),
    taskOwner: equal('t.owner'),
    taskOwnerLike: like('t.owner'),
    taskPriority: equal('t.priority'),
    taskInvolvedUser: (query, user) => query.whereIn('t.id', hadLink({ user_id: user })),
    taskInvolvedGroup: (query, group) => query.whereIn('t.id', hadLink({ group_id: group })),
    taskHadCandidateUser: (query, user) => query.whereIn('t.id', hadLink({ user_id: user, type: 'candidate' })),
    taskHadCandidateGroup: (query, group) => query.whereIn('t.id', hadLink({ group_id: group, type: 'candidate' })),
    withCandidateGroups: (query) => query.whereIn('t.id', hadCandidateGroup),
    withoutCandidateGroups: (query) => query.whereNotIn('t.id', hadCandidateGroup),
    assigned: isNotNull('t.assignee'),
    unassigned: isNull('t.assignee'),
    finished: isNotNull('t.ended_at'),
    unfinished: isNull('t.ended_at'),
    processFinished: isNotNull('i.ended_at'),
    processUnfinished: isNull('i.ended_at'),
    taskDueDate: equal('t.due_at'),
    taskDueDateBefore: compare('t.due_at', '<'),
    taskDueDateAfter: compare('t.due_at', '>'),
    withoutTaskDueDate: isNull('t.due_at'),
    taskFollowUpDate: equal('t.follow_up_at'),
    taskFollowUpDateBefore: compare('t.follow_up_at', '<'),
    taskFollowUpDateAfter: compare('t.follow_up_at', '>'),
    startedBefore: compare('t.started_at', '<='),
    startedAfter: compare('t.started_at', '>='),
    finishedBefore: compare('t.ended_at', '<='),
    finishedAfter: compare('t.ended_at', '>='),
    taskVariables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.execution_id', of: 'execution' }, filter),
    processVariables: (query, filters, filter) =>
      whereVariables(query, filters, { column: 't.instance_id', of: 'instance', rootScope: true }, filter),
    variableNamesIgnoreCase: qualifier(),
    variableValuesIgnoreCase: qualifier(),
  },
  sortings: {
    taskId: 't.id',
    activityInstanceID: 't.activity_instance_id',
    processDefinitionId: 't.definition_id',
    processInstanceId: 't.instance_id',
    executionId: 't.execution_id',
    duration: (query, order) =>
      query.orderByRaw(`t.ended_at - t.started_at ${order} nulls ${order === 'asc' ? 'first' : 'last'}`),
    endTime: { nullable: 't.ended_at' },
    startTime: 't.started_at',
    taskName: { nullable: 't.name' },
    taskDescription: { nullable: 't.description' },
    assignee: { nullable: 't.assignee' },
    owner: { nullable: 't.owner' },
    dueDate: { nullable: 't.due_at' },
    followUpDate: { nullable: 't.follow_up_at' },
    deleteReason: { nullable: 't.delete_reason' },
    taskDefinitionKey: 't.task_definition_key',
    priority: 't.priority',
  },
  read: itemReader(historicTaskTable),
});

/** The tasks that ever had such a link. */
function hadLink(link: { user_id?: string; group_id?: string; type?: string }): (links: Knex.QueryBuilder) => void {
  return (links) => {
    links.from(historicIdentityLinkTable.name).select('task_id').where(link);
  };
}

function hadCandidateGroup(links: Knex.QueryBuilder): void {
  links.from(historicIdentityLinkTable.name).select('task_id').where('type', 'candidate').whereNotNull('group_id');
}
