import type { ExternalTaskFacts } from '../committed-batch.ts';

/** One topic of a worker's poll, with what narrows it. */
export interface TopicRequest {
  topicName: string;
  businessKey?: string;
  definitionIds?: readonly string[];
  definitionKeys?: readonly string[];
  versionTag?: string;
  /** Values that variables of the process instance must have. */
  processVariables?: Readonly<Record<string, unknown>>;
}

/** Without either, any order will do. */
export interface TakeOrder {
  /** Higher priority first. */
  usePriority: boolean;
  createTime?: 'asc' | 'desc';
}

export interface TakeRequest {
  topics: readonly TopicRequest[];
  /** At most so many tasks over all topics. */
  limit: number;
  order?: TakeOrder;
  /** How long to wait for a task when there is none, in milliseconds. */
  waitMs?: number;
  /** Aborted when nobody wants the answer any more. */
  signal?: AbortSignal;
}

/** A task that may be locked now. Only whoever took it has it until it is locked or put back. */
export interface TopicTask {
  id: string;
  rootId: string;
  /** Which of the request's topics it is for. */
  topicIndex: number;
}

/** The order in which tasks are kept and, by default, handed out: higher priority, then older. */
export function comparePlaces(left: Place, right: Place): number {
  if (left.priority !== right.priority) return right.priority - left.priority;
  if (left.createdAt !== right.createdAt) return left.createdAt - right.createdAt;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

export type Place = Pick<ExternalTaskFacts, 'priority' | 'createdAt' | 'id'>;

/** How to compare tasks for this order. */
export function orderOf(order: TakeOrder | undefined): (left: Place, right: Place) => number {
  if (order === undefined || isKeptOrder(order)) return comparePlaces;
  const byTime = order.createTime === 'desc' ? -1 : 1;
  return (left, right) => {
    if (order.usePriority && left.priority !== right.priority) return right.priority - left.priority;
    return (left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1)) * byTime;
  };
}

/** Whether tasks are kept in this order already. */
export function isKeptOrder(order: TakeOrder | undefined): boolean {
  if (order?.createTime === undefined) return true;
  return order.usePriority && order.createTime === 'asc';
}

/** Whether what narrows the topic can be told from the task alone. */
export function isToldByTask({ versionTag, processVariables }: TopicRequest): boolean {
  return versionTag === undefined && (processVariables === undefined || Object.keys(processVariables).length === 0);
}

/** Whether nothing narrows the topic. */
export function isPlain(request: TopicRequest): boolean {
  const { businessKey, definitionIds, definitionKeys } = request;
  return isToldByTask(request) && businessKey === undefined && !definitionIds && !definitionKeys;
}

/** Whether the task meets what can be told from it alone. */
export function matches(
  { businessKey, definitionIds, definitionKeys }: TopicRequest,
  task: ExternalTaskFacts,
): boolean {
  if (businessKey !== undefined && task.businessKey !== businessKey) return false;
  if (definitionIds && !definitionIds.includes(task.definitionId)) return false;
  return !definitionKeys || definitionKeys.includes(task.definitionKey);
}

/** Whether a worker may have the task once its lock, if any, is over. */
export function isFetchable({ suspended, retries }: ExternalTaskFacts): boolean {
  return !suspended && (retries === null || retries > 0);
}
