import { postJson, queryOf, request } from '../shell/http.ts';

/** A unit of the administration, closed or not. */
export interface ListedUnit {
  id: string;
  name: string;
  role: string;
  areaCode: string;
  closed: boolean;
  successorId: string | null;
}

/** An agent, whether they are there or not. */
export interface ListedAgent {
  id: string;
  name: string;
  level: string;
  areaCode: string;
  unitId: string | null;
  onDuty: boolean;
  left: boolean;
  /** Petitions in hand that are not finished. */
  openPetitions: number;
}

/** What changed hands. */
export interface HandedOver {
  /** No number: a task that belongs to no petition. */
  handedOver: { businessKey: string | null; successorId: string }[];
  /** Accounts that cannot sign in any more. */
  closedAccounts: string[];
}

const at = (id: string): string => encodeURIComponent(id);

export const listUnits = (): Promise<ListedUnit[]> => request(`/api/units${queryOf({ closed: true })}`);
export const listAgents = (): Promise<ListedAgent[]> => request('/api/agents');
export const closeUnit = (id: string, fields: { successorId: string; reason: string }): Promise<HandedOver> =>
  postJson(`/api/units/${at(id)}/closure`, fields);
/** Without a successor the register chooses by rule. */
export const leaveAgent = (
  id: string,
  fields: { successorId?: string; reason: string; comesBack: boolean },
): Promise<HandedOver> => postJson(`/api/agents/${at(id)}/departure`, fields);
export const returnAgent = (id: string): Promise<{ onDuty: boolean }> => postJson(`/api/agents/${at(id)}/return`, {});
