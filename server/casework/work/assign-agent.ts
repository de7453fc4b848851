import { LEVEL_LADDER } from '../codes.ts';
import { invalid } from '../errors.ts';
import { higherLevel } from '../levels.ts';
import { type Agent, findAgents } from '../tables/agent.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { recordHolders } from '../tables/holder.ts';
import { type Petition, updatePetition } from '../tables/petition.ts';
import type { WorkOutput, WorkTopic } from './work-topic.ts';

/**
 * Chooses one of the agents without conflict: the skill a special need asks for, then who met the resident (首问), then the fewest open
 * petitions. A person's choice by hand wins. The first agent becomes the petition's contact; a superior agent does not. Key: task.
 */
export const assignAgent: WorkTopic = {
  topic: 'assign-agent',
  async handle({ knex, transact, clock }, petition, input) {
    const onceKey = `assign:${input.taskId()}`;
    const done = await findAuditEntry(knex, onceKey);
    const byHand = input.optionalText('assigneeId');
    const before = typeof done?.detail['assigneeId'] === 'string' ? done.detail['assigneeId'] : null;
    const ids = before !== null ? [before] : byHand !== null ? [byHand] : input.list('cleanIds');
    const found = await findAgents(knex, ids);
    // Whoever left since the candidates were found gets nothing new.
    const chosen = choose(before === null ? found.filter(({ onDuty }) => onDuty) : found, petition);
    if (!chosen) throw invalid([{ field: 'cleanIds', reason: '没有可分派的代理员' }]);
    const output: WorkOutput = {
      assigneeId: chosen.id,
      assigneeRole: `${chosen.level}Agent`,
      agentLevel: chosen.level,
    };
    if (before !== null) return output;
    const assignFor = input.optionalText('assignFor') ?? 'firstAgent';
    const first = assignFor === 'firstAgent';
    // Mediators and reviewers do not carry the petition; it has not climbed because of them.
    const climbs = first || assignFor === 'superiorAgent';
    await transact(async (trx) => {
      if (climbs) {
        await updatePetition(trx, petition.id, {
          highestLevel: higherLevel(petition.highestLevel ?? LEVEL_LADDER[0] ?? 'community', chosen.level),
          ...(first ? { assigneeId: chosen.id, firstAgentId: chosen.id, level: chosen.level } : {}),
        });
      }
      await recordHolders(trx, petition.id, [chosen.id]);
      await addAuditEntry(
        trx,
        {
          petitionId: petition.id,
          action: `${assignFor}Assigned`,
          actor: null,
          detail: { assigneeId: chosen.id, rule: input.optionalText('assignmentRule') },
          at: clock.now(),
        },
        onceKey,
      );
    });
    return output;
  },
};

function choose(agents: readonly Agent[], petition: Petition): Agent | undefined {
  const { specialNeed } = petition.facts;
  const rank = (agent: Agent): number =>
    (specialNeed !== null && agent.skills.includes(specialNeed) ? 0 : 2) + (agent.id === petition.registeredBy ? 0 : 1);
  return agents.toSorted((a, b) => rank(a) - rank(b) || a.openPetitions - b.openPetitions || (a.id < b.id ? -1 : 1))[0];
}
