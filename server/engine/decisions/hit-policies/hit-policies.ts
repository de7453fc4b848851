import { any } from './any.ts';
import { collect } from './collect.ts';
import { collectCount } from './collect-count.ts';
import { collectMax } from './collect-max.ts';
import { collectMin } from './collect-min.ts';
import { collectSum } from './collect-sum.ts';
import { first } from './first.ts';
import type { HitPolicy } from './hit-policy.ts';
import { outputOrder } from './output-order.ts';
import { priority } from './priority.ts';
import { ruleOrder } from './rule-order.ts';
import { unique } from './unique.ts';

/** Every hit policy there is, by its name in the file, with its aggregation where it has one. */
export const HIT_POLICIES: ReadonlyMap<string, HitPolicy> = new Map(
  [unique, first, any, priority, ruleOrder, outputOrder, collect, collectSum, collectMin, collectMax, collectCount].map(
    (policy) => [policy.name, policy],
  ),
);
