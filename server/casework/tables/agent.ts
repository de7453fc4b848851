import type { Knex } from 'knex';
import type { Level } from '../codes.ts';
import { OPEN_STATES } from '../codes.ts';
import { type Stored, toBoolean, toMs, toTextList } from './row-values.ts';

/** A proxy agent: an official who runs the errands for petitioners of an area. */
export interface Agent {
  id: string;
  name: string;
  level: Level;
  areaCode: string;
  unitId: string | null;
  /** `signLanguage`, `dialect`, … */
  skills: string[];
  onDuty: boolean;
  /** Petitions assigned to the agent that are not finished yet. */
  openPetitions: number;
  /** Since when somebody else does the agent's work; null while on duty. */
  awaySince: number | null;
  /** When the agent left the office for good. */
  leftAt: number | null;
}

/** What is said of an agent when one is added. */
export type NewAgent = Omit<Agent, 'openPetitions' | 'awaySince' | 'leftAt'>;

interface Row {
  id: string;
  name: string;
  level: Level;
  area_code: string;
  unit_id: string | null;
  skills: string;
  on_duty: Stored;
  open_petitions: Stored;
  away_since: Stored;
  left_at: Stored;
}

const toAgent = (row: Row): Agent => ({
  id: row.id,
  name: row.name,
  level: row.level,
  areaCode: row.area_code,
  unitId: row.unit_id,
  skills: toTextList(row.skills),
  onDuty: toBoolean(row.on_duty),
  openPetitions: Number(row.open_petitions ?? 0),
  awaySince: toMs(row.away_since),
  leftAt: toMs(row.left_at),
});

const query = (db: Knex) =>
  db('casework_agent as g').select(
    'g.*',
    db('casework_petition as p')
      .count('*')
      .whereRaw('p.assignee_id = g.id')
      .whereIn('p.state', [...OPEN_STATES])
      .as('open_petitions'),
  );

/** Agents, optionally of one level and of one area with everything below it. */
export async function listAgents(db: Knex, filter: { level?: string; areaCode?: string } = {}): Promise<Agent[]> {
  const rows: Row[] = await query(db)
    .modify((q) => {
      if (filter.level) q.where('g.level', filter.level);
      if (filter.areaCode) q.whereLike('g.area_code', `${filter.areaCode}%`);
    })
    .orderBy(['g.area_code', 'g.id']);
  return rows.map(toAgent);
}

/** Id and name of every agent, without counting what they have to do. */
export async function listAgentNames(db: Knex): Promise<Pick<Agent, 'id' | 'name'>[]> {
  return db('casework_agent').select('id', 'name');
}

/** Id and name of these agents. */
export async function findAgentNames(db: Knex, ids: readonly string[]): Promise<Pick<Agent, 'id' | 'name'>[]> {
  if (ids.length === 0) return [];
  return db('casework_agent')
    .whereIn('id', [...ids])
    .select('id', 'name');
}

/** The agents on duty of exactly these areas, by id, each at the level of the area. */
export async function listAgentsOnDuty(db: Knex, areaCodes: readonly string[]): Promise<Pick<Agent, 'id' | 'level'>[]> {
  return db('casework_agent as g')
    .join('casework_area as a', 'a.code', 'g.area_code')
    .whereIn('g.area_code', [...areaCodes])
    .where('g.on_duty', true)
    .whereRaw('g.level = a.level')
    .orderBy('g.id')
    .select('g.id', 'g.level');
}

/** The agents with these ids, in their order; ids of nobody are left out. */
export async function findAgents(db: Knex, ids: readonly string[]): Promise<Agent[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await query(db).whereIn('g.id', [...ids]);
  const agents = new Map(rows.map((row) => [row.id, toAgent(row)]));
  return ids.flatMap((id) => agents.get(id) ?? []);
}

/** The units of these agents. */
export async function listAgentUnits(db: Knex, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows: { unit_id: string }[] = await db('casework_agent')
    .whereIn('id', [...ids])
    .whereNotNull('unit_id')
    .select('unit_id');
  return rows.map((row) => row.unit_id);
}

/** The agent with this id. */
export async function findAgent(db: Knex, id: string): Promise<Agent | undefined> {
  const row: Row | undefined = await query(db).where('g.id', id).first();
  return row && toAgent(row);
}

/** Adds agents. @throws when an id is taken or an area or unit is missing */
export async function insertAgents(db: Knex, agents: readonly NewAgent[]): Promise<void> {
  for (const agent of agents) {
    await db('casework_agent').insert({
      id: agent.id,
      name: agent.name,
      level: agent.level,
      area_code: agent.areaCode,
      unit_id: agent.unitId,
      skills: JSON.stringify(agent.skills),
      on_duty: agent.onDuty,
    });
  }
}

/** Takes an agent off duty, or puts one on duty again (`awaySince` null). */
export async function setAgentAway(
  db: Knex,
  id: string,
  { awaySince, leftAt }: Pick<Agent, 'awaySince' | 'leftAt'>,
): Promise<void> {
  await db('casework_agent')
    .where({ id })
    .update({ on_duty: awaySince === null, away_since: awaySince, left_at: leftAt });
}

/** Everybody of a unit belongs to another one from now on. */
export async function moveAgents(db: Knex, fromUnitId: string, toUnitId: string): Promise<void> {
  await db('casework_agent').where({ unit_id: fromUnitId }).update({ unit_id: toUnitId });
}
