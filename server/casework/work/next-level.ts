import { BusinessOutcome, invalid } from '../errors.ts';
import { higherLevel, isLevel, targetLevelFrom } from '../levels.ts';
import { recordEscalation } from '../tables/escalation.ts';
import { updatePetition } from '../tables/petition.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Turns the word of table `escalation-rule` into a level. `next` above the city becomes action `leaderDecision`, or `ERR_LEVEL_EXHAUSTED`
 * where no action was decided (the plain search for an agent). With a trigger it is an escalation and leaves a row. Key: task.
 */
export const nextLevel: WorkTopic = {
  topic: 'next-level',
  async handle({ knex, clock }, petition, input) {
    const from = input.text('agentLevel');
    if (!isLevel(from)) throw invalid([{ field: 'agentLevel', reason: `没有层级 ${from}` }]);
    const word = input.optionalText('targetLevel') ?? 'next';
    const action = input.optionalText('action');
    const trigger = input.optionalText('trigger');
    const target = targetLevelFrom(from, word);
    if (target === null && action === null) {
      throw new BusinessOutcome('ERR_LEVEL_EXHAUSTED', '已到市级，没有更高层级', {
        nextAgentLevel: from,
        action: null,
      });
    }
    const reached = target ?? from;
    const decided = target === null ? 'leaderDecision' : action;
    // `none` decided nothing: it leaves no row.
    if (trigger !== null && decided !== 'none') {
      const row = await recordEscalation(knex, {
        petitionId: petition.id,
        decisionKey: `next-level:${input.taskId()}`,
        trigger,
        fromLevel: from,
        targetLevel: reached,
        action: decided ?? 'tooHigh',
        degree: input.optionalText('degree'),
        round: input.optionalInteger('round') ?? petition.round,
        ruleVersion: input.optionalInteger('escalationRuleVersion')?.toString() ?? null,
        decidedAt: clock.now(),
      });
      const highest = petition.highestLevel ?? petition.level ?? 'community';
      if (isLevel(row.targetLevel) && row.targetLevel !== from) {
        await updatePetition(knex, petition.id, {
          level: row.targetLevel,
          highestLevel: higherLevel(highest, row.targetLevel),
        });
      }
    }
    return { nextAgentLevel: reached, action: decided };
  },
};
