import type { HitPolicy } from './hit-policy.ts';

/** All rules that match, as a list without a meaning in its order (it is the table's). */
export const collect: HitPolicy = {
  name: 'COLLECT',
  isList: true,
  select: (matched) => matched,
};
