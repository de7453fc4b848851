import { type Static, Type } from 'typebox';
import { subscriptionList } from '../commands/lists.ts';
import type { Subscription } from '../engine/state.ts';
import type { Resource } from './rest-app.ts';
import { listRoutes } from './wire/list-routes.ts';
import { DateOut, FindsEverything, NullableText, TextList } from './wire/schema.ts';
import { writeDate } from './wire/wire-date.ts';

const Filter = Type.Object({
  eventSubscriptionId: Type.String(),
  eventName: Type.String(),
  eventType: Type.String(),
  executionId: Type.String(),
  processInstanceId: Type.String(),
  activityId: Type.String(),
  tenantIdIn: TextList,
  withoutTenantId: FindsEverything,
  includeEventSubscriptionsWithoutTenantId: FindsEverything,
});

export const EventSubscriptionOut = Type.Object({
  id: Type.String(),
  eventType: Type.String(),
  eventName: NullableText,
  executionId: NullableText,
  processInstanceId: NullableText,
  activityId: Type.String(),
  createdDate: DateOut,
  tenantId: NullableText,
});

/** Start events belong to no instance: their empty ids are null on the wire. */
export function writeEventSubscription(subscription: Subscription): Static<typeof EventSubscriptionOut> {
  return {
    id: subscription.id,
    eventType: subscription.kind,
    eventName: subscription.name,
    executionId: subscription.nodeId || null,
    processInstanceId: subscription.instanceId || null,
    activityId: subscription.elementId,
    createdDate: writeDate(subscription.createdAt),
    tenantId: null,
  };
}

/** `/event-subscription`: what waits for a message, a signal, a condition or a compensation. */
export const eventSubscription: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/event-subscription',
    tag: 'Event Subscription',
    filter: Filter,
    source: subscriptionList,
    item: EventSubscriptionOut,
    write: writeEventSubscription,
  });
};
