import { type HitPolicy, ruleNames } from './hit-policy.ts';

/** At most one rule may match. */
export const unique: HitPolicy = {
  name: 'UNIQUE',
  isList: false,
  select(matched) {
    if (matched.length <= 1) return matched;
    throw new Error(
      `DMN-03001 Hit policy 'UNIQUE' only allows a single rule to match. Actually match rules: '${ruleNames(matched)}'.`,
    );
  },
};
