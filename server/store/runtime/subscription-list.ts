import type { Knex } from 'knex';
import type { Subscription } from '../../engine/state.ts';
import { equal, flagged, ofInstances, oneOf } from '../conditions.ts';
import { type DefinitionFacts, definitionColumns, withDefinition } from '../definition-facts.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { whereVariables } from '../variable-filter.ts';
import { subscriptionTable } from './subscription.ts';

export interface SubscriptionFilter {
  eventSubscriptionId?: string;
  eventType?: Subscription['kind'];
  eventName?: string;
  executionId?: string;
  processInstanceId?: string;
  activityId?: string;
  processDefinitionId?: string;
  processDefinitionKey?: string;
  /** Only those of running instances, or only those of start events. */
  waiting?: boolean;
  start?: boolean;
  businessKey?: string;
  /** Only those of instances that are not suspended. */
  active?: boolean;
  /** Subscriptions of these nodes. */
  executionIdIn?: readonly string[];
  /** Variables of the process instance with exactly this type and value, as message correlation compares. */
  correlationKeys?: readonly CorrelationKey[];
  /** The same for the waiting scope's own variables. */
  localCorrelationKeys?: readonly CorrelationKey[];
}

export interface CorrelationKey {
  name: string;
  type: string;
  value: string | number | boolean | null;
}

export type SubscriptionItem = Subscription & DefinitionFacts & { suspended: boolean | null };

/** What waits for a message, a signal, a condition or a compensation. */
export const subscriptionList = listQuery<SubscriptionFilter, SubscriptionItem>({
  from: (knex) =>
    withDefinition(knex, subscriptionTable.name).leftJoin({ i: 'runtime_instance' }, 'i.id', 't.instance_id'),
  columns: [...selectColumns(subscriptionTable, 't'), ...definitionColumns, 'i.suspended as suspended'],
  conditions: {
    eventSubscriptionId: equal('t.id'),
    eventType: equal('t.kind'),
    eventName: equal('t.name'),
    executionId: equal('t.node_id'),
    executionIdIn: oneOf('t.node_id'),
    processInstanceId: ofInstances(),
    activityId: equal('t.element_id'),
    processDefinitionId: equal('t.definition_id'),
    processDefinitionKey: equal('t.definition_key'),
    waiting: (query) => query.whereNot('t.root_id', ''),
    start: flagged('t.root_id', ''),
    businessKey: (query, key) =>
      query
        .where('i.business_key', key)
        .whereIn('t.root_id', (roots: Knex.QueryBuilder) =>
          roots.from('runtime_instance').select('root_id').where('business_key', key),
        ),
    active: flagged('i.suspended', false),
    correlationKeys: (query, keys) =>
      whereKeys(query, keys, { column: 't.instance_id', of: 'instance', rootScope: true }),
    localCorrelationKeys: (query, keys) => whereKeys(query, keys, { column: 't.node_id', of: 'execution' }),
  },
  sortings: { created: 't.created_at' },
  read: (answer) => {
    const item = readSubscription(answer);
    return { ...item, suspended: item.suspended === null ? null : Boolean(item.suspended) };
  },
});

const readSubscription = itemReader<SubscriptionItem>(subscriptionTable);

function whereKeys(
  query: Knex.QueryBuilder,
  keys: readonly CorrelationKey[],
  scope: { column: string; of: 'instance' | 'execution'; rootScope?: boolean },
): void {
  for (const { name, type, value } of keys) {
    whereVariables(query, [{ name, operator: 'eq', value }], { ...scope, live: true, type });
  }
}
