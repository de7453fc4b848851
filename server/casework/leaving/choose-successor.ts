import type { Knex } from 'knex';
import { conflictsWith } from '../conflicts.ts';
import { type Agent, findAgents, listAgentsOnDuty } from '../tables/agent.ts';
import { findAreaPath } from '../tables/area.ts';
import type { Petition } from '../tables/petition.ts';

/** Chooses for one matter after the other, so that not all go to the same. null: nobody is left. */
export type ChooseSuccessor = (petition: Petition | undefined, reviewing: boolean) => Promise<Agent | null>;

/**
 * The rule by which an agent's work is handed over: whoever was named; else those on duty in the agent's own area, the fewest open petitions
 * first; else those of the area above, and so on. Whoever must keep away from a matter is passed over.
 */
export async function successorRule(db: Knex, agent: Agent, namedId: string | null): Promise<ChooseSuccessor> {
  const circles: Agent[][] = namedId === null ? [] : [await findAgents(db, [namedId])];
  for (const { code } of await findAreaPath(db, agent.areaCode)) {
    const ids = (await listAgentsOnDuty(db, [code])).map(({ id }) => id).filter((id) => id !== agent.id);
    circles.push(await findAgents(db, ids));
  }
  const given = new Map<string, number>();
  const load = ({ id, openPetitions }: Agent) => openPetitions + (given.get(id) ?? 0);
  return async (petition, reviewing) => {
    const conflictOf = petition ? await conflictsWith(db, petition, { reviewing }) : () => null;
    for (const circle of circles) {
      const [chosen] = circle
        .filter((one) => one.onDuty && conflictOf(one) === null)
        .sort((a, b) => load(a) - load(b) || (a.id < b.id ? -1 : 1));
      if (!chosen) continue;
      given.set(chosen.id, (given.get(chosen.id) ?? 0) + 1);
      return chosen;
    }
    return null;
  };
}
