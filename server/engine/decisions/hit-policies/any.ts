import { type HitPolicy, type MatchedRule, ruleNames } from './hit-policy.ts';

function outputsOf(rule: MatchedRule): string {
  return JSON.stringify(rule.outputs.map(({ variableName, value }) => [variableName, value.type, value.value]));
}

/** Several rules may match as long as all say the same. */
export const any: HitPolicy = {
  name: 'ANY',
  isList: false,
  select(matched) {
    const [chosen] = matched;
    if (chosen === undefined) return matched;
    if (matched.every((rule) => outputsOf(rule) === outputsOf(chosen))) return [chosen];
    throw new Error(
      `DMN-03002 Hit policy 'ANY' only allows multiple matching rules with equal output. Matching rules: '${ruleNames(matched)}'.`,
    );
  },
};
