import type { HitPolicy } from './hit-policy.ts';

/** All rules that match, from top to bottom. */
export const ruleOrder: HitPolicy = {
  name: 'RULE ORDER',
  isList: true,
  select: (matched) => matched,
};
