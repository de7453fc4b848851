import type { Knex } from 'knex';
import type { ExternalTaskFacts } from '../committed-batch.ts';
import type { Place, TakeOrder, TopicRequest } from '../topics/topic-request.ts';
import { type VariableFilter, whereVariables } from '../variable-filter.ts';
import { externalTaskTable } from './external-task.ts';

const columns = [
  't.id',
  't.root_id as rootId',
  't.instance_id as instanceId',
  't.definition_id as definitionId',
  't.definition_key as definitionKey',
  't.topic',
  't.business_key as businessKey',
  't.priority',
  't.created_at as createdAt',
  't.locked_until as lockedUntil',
  't.retries',
  't.suspended',
];

/**
 * The next tasks of a topic behind `after`, in the order of the index: higher priority, then older. Locked ones too.
 * Two sub-queries, each a stretch of the index: one `or` over both would read the topic from its start every time.
 */
export async function readTopic(
  reader: Knex,
  topic: string,
  after: Place | undefined,
  limit: number,
): Promise<ExternalTaskFacts[]> {
  if (!after) return facts(await ordered(reader, topic, limit));
  const samePriority = facts(
    await ordered(reader, topic, limit)
      .where('t.priority', after.priority)
      .whereRaw('(t.created_at, t.id) > (?, ?)', [after.createdAt, after.id]),
  );
  if (samePriority.length === limit) return samePriority;
  const lower = ordered(reader, topic, limit - samePriority.length).where('t.priority', '<', after.priority);
  return [...samePriority, ...facts(await lower)];
}

function ordered(reader: Knex, topic: string, limit: number): Knex.QueryBuilder {
  return reader({ t: externalTaskTable.name })
    .select(columns)
    .where('t.topic', topic)
    .orderBy([{ column: 't.priority', order: 'desc' }, 't.created_at', 't.id'])
    .limit(limit);
}

/** Tasks of a topic that are available at `now` and meet all that narrows the request. */
export async function findAvailable(
  reader: Knex,
  request: TopicRequest,
  { order, now, limit }: { order: TakeOrder | undefined; now: number; limit: number },
): Promise<ExternalTaskFacts[]> {
  const { businessKey, definitionIds, definitionKeys, versionTag, processVariables = {} } = request;
  const query = reader({ t: externalTaskTable.name })
    .select(columns)
    .where('t.suspended', false)
    .where((lock) => lock.whereNull('t.locked_until').orWhere('t.locked_until', '<=', now))
    .where((tries) => tries.whereNull('t.retries').orWhere('t.retries', '>', 0));
  if (businessKey === undefined) {
    query.where('t.topic', request.topicName);
  } else {
    // An expression instead of the column, or SQLite would walk the topic's index to keep its order.
    query
      .whereRaw("t.topic || '' = ?", [request.topicName])
      .where('t.business_key', businessKey)
      .whereIn('t.root_id', (roots: Knex.QueryBuilder) =>
        roots.from('runtime_instance').select('root_id').where('business_key', businessKey),
      );
  }
  if (definitionIds) query.whereIn('t.definition_id', [...definitionIds]);
  if (definitionKeys) query.whereIn('t.definition_key', [...definitionKeys]);
  if (versionTag !== undefined) {
    query.whereIn('t.definition_id', (ids: Knex.QueryBuilder) =>
      ids.from('definition_process').select('id').where('version_tag', versionTag),
    );
  }
  const filters = Object.entries(processVariables).map(([name, value]) => variableFilter(name, value));
  whereVariables(query, filters, { column: 't.instance_id', of: 'instance', rootScope: true, live: true });
  if (order === undefined || order.usePriority) query.orderBy('t.priority', 'desc');
  const time = order?.createTime ?? 'asc';
  query.orderBy([
    { column: 't.created_at', order: time },
    { column: 't.id', order: time },
  ]);
  return facts(await query.limit(limit));
}

function variableFilter(name: string, value: unknown): VariableFilter {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { name, operator: 'eq', value };
  }
  return { name, operator: 'eq', value: JSON.stringify(value) };
}

function facts(rows: (Omit<ExternalTaskFacts, 'suspended'> & { suspended: boolean | number })[]): ExternalTaskFacts[] {
  return rows.map((row) => ({ ...row, suspended: Boolean(row.suspended) }));
}
