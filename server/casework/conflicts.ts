import type { Knex } from 'knex';
import type { Agent } from './tables/agent.ts';
import { findAgents } from './tables/agent.ts';
import { listAuditEntries } from './tables/audit.ts';
import type { Petition } from './tables/petition.ts';
import { listRecusedAgentIds } from './tables/recusal.ts';

/** Why somebody must keep away from a petition (R 28). */
export type Conflict =
  | 'declared'
  | 'accused'
  | 'unitOfAccused'
  | 'tookPart'
  | 'unitUnderReview'
  | 'namedInText'
  | 'offDuty';

/**
 * What tells of an agent why not: accused ones and all of their unit, staff of the accused unit, whoever is named in the text or stepped
 * aside. Nobody reviews what they took part in, and no unit its own opinion.
 * @param excludedIds those who stepped aside by a variable of the process, beside those the register knows
 */
export async function conflictsWith(
  db: Knex,
  petition: Petition,
  { reviewing = false, excludedIds = [] }: { reviewing?: boolean; excludedIds?: readonly string[] } = {},
): Promise<(agent: Agent) => Conflict | null> {
  const excluded = new Set([...excludedIds, ...(await listRecusedAgentIds(db, petition.id))]);
  const tookPart = reviewing ? await listWhoTookPart(db, petition.id) : new Set<string>();
  const accusedUnits = new Set<string>(petition.accusedUnitId === null ? [] : [petition.accusedUnitId]);
  for (const { unitId } of await findAgents(db, petition.accusedAgentIds)) if (unitId) accusedUnits.add(unitId);
  return (agent) => {
    if (excluded.has(agent.id)) return 'declared';
    if (petition.accusedAgentIds.includes(agent.id)) return 'accused';
    if (agent.unitId && accusedUnits.has(agent.unitId)) return 'unitOfAccused';
    if (tookPart.has(agent.id)) return 'tookPart';
    if (reviewing && agent.unitId === petition.leadUnitId) return 'unitUnderReview';
    if (petition.content.includes(agent.name)) return 'namedInText';
    return agent.onDuty ? null : 'offDuty';
  };
}

/** Agents and reviewers the petition was ever assigned to. */
async function listWhoTookPart(db: Knex, petitionId: string): Promise<Set<string>> {
  const entries = await listAuditEntries(db, petitionId);
  const assigned = entries
    .filter(({ action }) => action.endsWith('Assigned') || action === 'agentHandedOver')
    .flatMap(({ detail }) => [detail['assigneeId'], detail['from'], detail['to']]);
  return new Set(assigned.filter((id): id is string => typeof id === 'string'));
}
