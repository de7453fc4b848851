import type { Knex } from 'knex';
import { OPEN_STATES } from './codes.ts';
import type { Step } from './engine-steps.ts';
import { findAgentNames, listAgentNames } from './tables/agent.ts';
import { type Area, findAreaPath, listAreas } from './tables/area.ts';
import type { Petition } from './tables/petition.ts';
import { findUnits, listUnits } from './tables/unit.ts';

const SUMMARY_LENGTH = 40;

/** Names of places, units and agents by their ids, read once for a page. */
export interface Names {
  area(code: string): string;
  areaPath(code: string): string;
  unit(id: string | null): string | null;
  agent(id: string | null): string | null;
}

/** Reads all names; a page of many petitions asks for them once. */
export async function readNames(db: Knex): Promise<Names> {
  return toNames(await listAreas(db), await listUnits(db), await listAgentNames(db));
}

/** Reads the names that one petition needs: of its place and those above it, of these units and agents. */
export async function readNamesOf(
  db: Knex,
  areaCode: string,
  unitIds: readonly (string | null)[],
  agentIds: readonly (string | null)[],
): Promise<Names> {
  const some = (ids: readonly (string | null)[]) => [...new Set(ids)].filter((id) => id !== null);
  return toNames(
    await findAreaPath(db, areaCode),
    await findUnits(db, some(unitIds)),
    await findAgentNames(db, some(agentIds)),
  );
}

type Named = { id: string; name: string };

function toNames(areaRows: readonly Area[], unitRows: readonly Named[], agentRows: readonly Named[]): Names {
  const areas = new Map(areaRows.map((area) => [area.code, area]));
  const units = new Map(unitRows.map(({ id, name }) => [id, name]));
  const agents = new Map(agentRows.map(({ id, name }) => [id, name]));
  const areaPath = (code: string): string => {
    const area = areas.get(code);
    if (!area) return code;
    return area.parentCode === null ? area.name : `${areaPath(area.parentCode)} / ${area.name}`;
  };
  return {
    area: (code) => areas.get(code)?.name ?? code,
    areaPath,
    unit: (id) => (id === null ? null : (units.get(id) ?? null)),
    agent: (id) => (id === null ? null : (agents.get(id) ?? null)),
  };
}

/** ISO 8601 text of a moment, or null. */
export const isoOrNull = (epochMs: number | null): string | null =>
  epochMs === null ? null : new Date(epochMs).toISOString();

/** What is due next: the legal deadline, or before acceptance the end of the intake period. */
export const dueMs = (petition: Petition): number | null => petition.deadlineAt ?? petition.intakeDueAt;

/** Open and past what is due. */
export function isLate(petition: Petition, nowMs: number): boolean {
  const due = dueMs(petition);
  return due !== null && due < nowMs && OPEN_STATES.includes(petition.state);
}

/** The beginning of a text, for lists. */
export function summarise(content: string): string {
  const characters = [...content.replace(/\s+/g, ' ')];
  return characters.length <= SUMMARY_LENGTH ? characters.join('') : `${characters.slice(0, SUMMARY_LENGTH).join('')}…`;
}

/** Hints at the persons of a petition in a text of it. */
export type Mask = (petitionId: string, text: string) => string;

/** A row of `GET /api/petitions`. @param steps null when the engine did not answer */
export function toItem(petition: Petition, names: Names, steps: Step[] | null, nowMs: number, mask: Mask) {
  return {
    petitionId: petition.id,
    businessKey: petition.businessKey,
    areaCode: petition.areaCode,
    areaName: names.area(petition.areaCode),
    areaPath: names.areaPath(petition.areaCode),
    channel: petition.channel,
    subjectCode: petition.subjectCode,
    kind: petition.kind,
    summary: summarise(mask(petition.id, petition.content)),
    state: petition.state,
    level: petition.level,
    highestLevel: petition.highestLevel,
    leadUnitId: petition.leadUnitId,
    leadUnitName: names.unit(petition.leadUnitId),
    assigneeId: petition.assigneeId,
    assigneeName: names.agent(petition.assigneeId),
    receivedAt: new Date(petition.receivedAt).toISOString(),
    acceptedAt: isoOrNull(petition.acceptedAt),
    deadlineAt: isoOrNull(dueMs(petition)),
    deadlineKind: petition.deadlineAt !== null ? 'handling' : petition.intakeDueAt !== null ? 'intake' : null,
    concludedAt: isoOrNull(petition.concludedAt),
    closedAt: isoOrNull(petition.closedAt),
    late: isLate(petition, nowMs),
    round: petition.round,
    residentVisits: petition.residentVisits,
    groupSize: petition.groupSize,
    outcome: petition.outcome,
    sample: petition.sampleNumber !== null,
    sampleNumber: petition.sampleNumber,
    steps,
  };
}
