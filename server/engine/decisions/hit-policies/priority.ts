import { byPriority } from './by-priority.ts';
import type { HitPolicy } from './hit-policy.ts';

/** The matching rule whose outputs stand first in the outputs' lists of values. The reference has no such policy. */
export const priority: HitPolicy = {
  name: 'PRIORITY',
  isList: false,
  select: (matched, outputs) => byPriority(matched, outputs).slice(0, 1),
};
