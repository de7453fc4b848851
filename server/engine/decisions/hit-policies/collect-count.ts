import { collectedName, collectedValues } from './aggregate.ts';
import type { HitPolicy } from './hit-policy.ts';

/** How many rules gave a value: 0, under no name, when none did. */
export const collectCount: HitPolicy = {
  name: 'COLLECT COUNT',
  isList: false,
  select: (matched) => matched,
  collect(matched) {
    const values = collectedValues(matched, 'COUNT');
    return { name: collectedName(matched), value: { type: 'Integer', value: values.length } };
  },
};
