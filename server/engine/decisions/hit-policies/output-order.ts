import { byPriority } from './by-priority.ts';
import type { HitPolicy } from './hit-policy.ts';

/** All matching rules in the order of the outputs' lists of values. The reference has no such policy. */
export const outputOrder: HitPolicy = {
  name: 'OUTPUT ORDER',
  isList: true,
  select: (matched, outputs) => byPriority(matched, outputs),
};
