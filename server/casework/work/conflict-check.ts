import { conflictsWith } from '../conflicts.ts';
import { BusinessOutcome } from '../errors.ts';
import { findAgents } from '../tables/agent.ts';
import { addAuditEntry } from '../tables/audit.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Takes out of the candidates whoever has an interest (R 28) or is no longer on duty. Raises `ERR_RECUSAL_REQUIRED` when a single person was
 * asked for by name and must not. Leaves an audit row. Key: task.
 */
export const conflictCheck: WorkTopic = {
  topic: 'conflict-check',
  async handle({ knex, clock }, petition, input) {
    const conflictOf = await conflictsWith(knex, petition, {
      reviewing: input.optionalText('assignFor') === 'reviewer',
      excludedIds: input.list('excludedIds'),
    });
    const candidateIds = input.list('candidateIds');
    const agents = new Map((await findAgents(knex, candidateIds)).map((agent) => [agent.id, agent]));
    const clean: string[] = [];
    const removed: { agentId: string; reason: string }[] = [];
    for (const agentId of candidateIds) {
      const agent = agents.get(agentId);
      const reason = agent ? conflictOf(agent) : 'offDuty';
      if (reason === null) clean.push(agentId);
      else removed.push({ agentId, reason });
    }
    const outputs = { cleanIds: clean.join(','), cleanCount: clean.length, conflictCount: removed.length };
    await addAuditEntry(
      knex,
      {
        petitionId: petition.id,
        action: 'conflictChecked',
        actor: null,
        detail: { clean, removed },
        at: clock.now(),
      },
      `conflict-check:${input.taskId()}`,
    );
    const named = input.optionalText('assigneeId');
    if (named !== null && removed.some((one) => one.agentId === named)) {
      throw new BusinessOutcome('ERR_RECUSAL_REQUIRED', '指定的代理员应当回避或已不在岗', outputs);
    }
    return outputs;
  },
};
