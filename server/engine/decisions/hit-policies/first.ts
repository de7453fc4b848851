import type { HitPolicy } from './hit-policy.ts';

/** The first rule that matches, from top to bottom. */
export const first: HitPolicy = {
  name: 'FIRST',
  isList: false,
  select: (matched) => matched.slice(0, 1),
};
