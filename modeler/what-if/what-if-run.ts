import { postJson, queryOf, request } from '../../desk/shell/http.ts';

/** Figures of many petitions, as the server puts them together. */
export interface Summary {
  petitions: number;
  ended: number;
  levels: Record<string, number>;
  legalDeadlines: { kept: number; missed: number };
  tasks: { done: number; late: number };
  load: { role: string; level: string; tasks: number; days: number }[];
  daysToEnd: { median: number | null; nineTenths: number | null; mean: number | null };
}

export interface Findings {
  /** `remembered`: replayed by an earlier run, and over since. */
  trust: { petitions: number; reproduced: number; remembered: number };
  /** What cannot be replayed, by reason, and is in no figure. */
  excluded: { startInstructions: number };
  before: Summary;
  after: Summary;
  otherPath: number;
  otherTimes: number;
  drawn: number;
  problems: number;
}

/** A run, under way or over. */
export interface Run {
  id: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  reason: string | null;
  done: number;
  total: number;
  tookMs: number;
  findings: Findings | null;
}

/** A changed model to try. */
export interface TriedModel {
  kind: 'bpmn' | 'dmn';
  content: string;
}

/** What one petition came to. Times are milliseconds since 1970; `level` counts from 0, −1 for none. */
export interface PetitionFigures {
  startedAt: number;
  endedAt: number | null;
  level: number;
}

export interface ChangedPetition {
  rootId: string;
  businessKey: string | null;
  processKey: string;
  problem: string | null;
  before: PetitionFigures;
  after: PetitionFigures;
}

/** A step of a path. */
export interface PathStep {
  processKey: string;
  definitionId: string;
  activityId: string;
  name: string | null;
  type: string;
  startedAt: number;
  canceled: boolean;
}

export interface TwoPaths {
  before: PathStep[];
  after: PathStep[];
}

const BASE = '/api/what-if';
const runAddress = (id: string): string => `${BASE}/runs/${encodeURIComponent(id)}`;

/** How far history reaches, and the names of what every result takes for granted. */
export function readPast(): Promise<{
  span: { from: number; to: number; count: number } | null;
  assumptions: string[];
}> {
  return request(BASE);
}

/** Starts a run. @throws Refusal naming the field, or 409 while another one runs */
export function startRun(question: { from: string; to: string; seed: string; models: TriedModel[] }): Promise<Run> {
  return postJson(`${BASE}/runs`, question);
}

/** Lets the server look back at the last half year before anybody asks: the first question is answered sooner then. */
export function lookBack(): Promise<{ done: number; total: number }> {
  return postJson(`${BASE}/look-back`, {});
}

export function readRun(id: string): Promise<Run> {
  return request(runAddress(id));
}

export function cancelRun(id: string): Promise<void> {
  return request(runAddress(id), { method: 'DELETE' });
}

export function readChanged(
  id: string,
  firstResult: number,
  maxResults: number,
): Promise<{ count: number; petitions: ChangedPetition[] }> {
  return request(`${runAddress(id)}/petitions${queryOf({ firstResult, maxResults })}`);
}

export async function readPaths(id: string, rootId: string): Promise<TwoPaths | null> {
  const { paths } = await request<{ paths: TwoPaths | null }>(
    `${runAddress(id)}/petitions/${encodeURIComponent(rootId)}`,
  );
  return paths;
}
