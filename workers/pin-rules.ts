import { member, type Topic } from './job.ts';

/** Fixes the version of the escalation table for this petition: later versions rule later petitions. */
export const pinRules: Topic = {
  name: 'pin-rules',
  outputs: { escalationRuleVersion: 'Integer' },
  async handle(job) {
    const definition = await job.askEngine('GET', '/decision-definition/key/escalation-rule');
    const version = member(definition, 'version');
    if (typeof version !== 'number') throw new Error('the engine knows no version of escalation-rule');
    return { escalationRuleVersion: version };
  },
};
