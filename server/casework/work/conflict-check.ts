import type { Knex } from 'knex';
import { BusinessOutcome } from '../errors.ts';
import { findAgents } from '../tables/agent.ts';
import { addAuditEntry, listAuditEntries } from '../tables/audit.ts';
import { listRecusedAgentIds } from '../tables/recusal.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Takes out of the candidates whoever has an interest (R 28): accused agents and all of their unit, staff of the accused unit, agents named
 * in the text, and those who stepped aside. Raises `ERR_RECUSAL_REQUIRED` when a single person was asked for by name and has one.
 * Leaves an audit row. Key: task.
 */
export const conflictCheck: WorkTopic = {
  topic: 'conflict-check',
  async handle({ knex, clock }, petition, input) {
    const excluded = new Set([...input.list('excludedIds'), ...(await listRecusedAgentIds(knex, petition.id))]);
    // Nobody reviews what they took part in, and no unit its own opinion.
    const reviewing = input.optionalText('assignFor') === 'reviewer';
    const tookPart = reviewing ? await listWhoTookPart(knex, petition.id) : new Set<string>();
    const accusedUnits = new Set<string>(petition.accusedUnitId === null ? [] : [petition.accusedUnitId]);
    const candidateIds = input.list('candidateIds');
    const agents = new Map(
      (await findAgents(knex, [...petition.accusedAgentIds, ...candidateIds])).map((agent) => [agent.id, agent]),
    );
    for (const agentId of petition.accusedAgentIds) {
      const unitId = agents.get(agentId)?.unitId;
      if (unitId) accusedUnits.add(unitId);
    }
    const clean: string[] = [];
    const removed: { agentId: string; reason: string }[] = [];
    for (const agentId of candidateIds) {
      const agent = agents.get(agentId);
      const reason = excluded.has(agentId)
        ? 'declared'
        : petition.accusedAgentIds.includes(agentId)
          ? 'accused'
          : agent?.unitId && accusedUnits.has(agent.unitId)
            ? 'unitOfAccused'
            : tookPart.has(agentId)
              ? 'tookPart'
              : reviewing && agent?.unitId === petition.leadUnitId
                ? 'unitUnderReview'
                : agent && petition.content.includes(agent.name)
                  ? 'namedInText'
                  : null;
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
      throw new BusinessOutcome('ERR_RECUSAL_REQUIRED', '指定的代理员应当回避', outputs);
    }
    return outputs;
  },
};

/** Agents and reviewers the petition was ever assigned to. */
async function listWhoTookPart(knex: Knex, petitionId: string): Promise<Set<string>> {
  const entries = await listAuditEntries(knex, petitionId);
  const assigned = entries
    .filter(({ action }) => action.endsWith('Assigned'))
    .map(({ detail }) => detail['assigneeId']);
  return new Set(assigned.filter((id): id is string => typeof id === 'string'));
}
