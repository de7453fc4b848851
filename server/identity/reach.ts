import { LEVEL_OF, LEVELS, type Level, type Role } from './roles.ts';
import type { Viewer } from './viewer.ts';

/**
 * How far a right goes, of the matters in the register:
 * - `all` every one;
 * - `area` those of the own area and below;
 * - `escalated` of the own area, those that climbed to the own level, and those one was given by name;
 * - `assigned` of the own area, those one was given by name, and those nobody has yet;
 * - `unit` those sent to the own unit;
 * - `mediation` disputes of the own area;
 * - `suggestion` suggestions of the own area;
 * - `invited` those one was invited to as an expert;
 * - `own` the petitioner's own.
 */
export type Scope = 'all' | 'area' | 'escalated' | 'assigned' | 'unit' | 'mediation' | 'suggestion' | 'invited' | 'own';

/** What of a matter decides who reaches it. */
export interface Matter {
  readonly petitionId: string;
  readonly book: string;
  readonly areaCode: string;
  /** An accusation: of it nothing is shown but that it exists, and that to few. */
  readonly sealed: boolean;
  /** Agents it was ever given to, and who registered it. */
  readonly agentIds: readonly string[];
  /** Whether an agent has it now. */
  readonly assigned: boolean;
  readonly highestLevel: Level | null;
  /** Units it was sent to. */
  readonly unitIds: readonly string[];
  /** What was accused, and the units of the agents who were. */
  readonly accusedUnitIds: readonly string[];
  readonly accusedAgentIds: readonly string[];
  /** Agents who stepped aside. */
  readonly recusedAgentIds: readonly string[];
  readonly isDispute: boolean;
  readonly invitedExpertIds: readonly string[];
}

/** One way to a matter: how far, and for agents at which level. */
export interface Path {
  readonly scope: Scope;
  readonly level: Level | null;
}

const rank = (level: Level | null): number => (level === null ? -1 : LEVELS.indexOf(level));

/** The ways a viewer's roles open on a route. */
export function pathsOf(viewer: Viewer, grants: Readonly<Partial<Record<Role, Scope>>>): Path[] {
  return viewer.roles.flatMap((role) => {
    const scope = grants[role];
    return scope === undefined ? [] : [{ scope, level: LEVEL_OF[role] ?? null }];
  });
}

/** Whether the viewer has to keep away (R 28, R 30): accused, of the accused unit, or stepped aside. A unit that answers for the matter may. */
export function keepsAway(viewer: Viewer, matter: Matter): boolean {
  const { agentId, unitId } = viewer;
  if (agentId !== null && matter.accusedAgentIds.includes(agentId)) return true;
  if (agentId !== null && matter.recusedAgentIds.includes(agentId)) return true;
  if (unitId === null || !matter.accusedUnitIds.includes(unitId)) return false;
  return matter.sealed || agentId !== null || !matter.unitIds.includes(unitId);
}

/** Whether one of the paths leads to the matter. */
export function reaches(viewer: Viewer, paths: readonly Path[], matter: Matter): boolean {
  if (keepsAway(viewer, matter)) return false;
  return paths.some((path) => leadsTo(viewer, path, matter));
}

function leadsTo(viewer: Viewer, { scope, level }: Path, matter: Matter): boolean {
  const inArea = viewer.areaCode !== null && matter.areaCode.startsWith(viewer.areaCode);
  const byName = viewer.agentId !== null && matter.agentIds.includes(viewer.agentId);
  switch (scope) {
    case 'all':
      return true;
    case 'area':
      return inArea;
    case 'escalated':
      return inArea && (byName || rank(matter.highestLevel) >= rank(level));
    case 'assigned':
      return inArea && (byName || !matter.assigned);
    case 'unit':
      return viewer.unitId !== null && matter.unitIds.includes(viewer.unitId);
    case 'mediation':
      return inArea && matter.isDispute;
    case 'suggestion':
      return inArea && matter.book === 'suggestion';
    case 'invited':
      return viewer.expertId !== null && matter.invitedExpertIds.includes(viewer.expertId);
    case 'own':
      return viewer.petitionIds.includes(matter.petitionId);
  }
}
