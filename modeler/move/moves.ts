import { postJson, queryOf, request } from '../../desk/shell/http.ts';

/** A step because of which an instance cannot be moved. */
interface StuckStep {
  id: string;
  name: string;
  why: 'gone' | 'changed' | 'notAsync';
}

/** A timer of an instance that a move changes; times are milliseconds since 1970. */
export interface DeadlineChange {
  activityId: string;
  name: string;
  what: 'changed' | 'added' | 'dropped';
  before: number | null;
  after: number | null;
  rule: string | null;
}

/** What a move would do to one running instance; it can be moved when it is stuck nowhere. */
export interface InstancePreview {
  processInstanceId: string;
  businessKey: string | null;
  steps: { id: string; name: string }[];
  stuck: StuckStep[];
  deadlines: DeadlineChange[];
}

/** What a move would do, instance by instance. */
export interface MovePreview {
  from: { id: string; version: number };
  to: { id: string; version: number };
  instances: InstancePreview[];
}

/** A move that was begun. `overAt` is null while it is under way. */
export interface Move {
  id: string;
  from: string;
  to: string;
  author: string;
  reason: string;
  askedAt: number;
  count: number;
  undoes: string | null;
  overAt: number | null;
  moved: number | null;
  failures: { processInstanceId: string; businessKey: string | null; reason: string }[];
}

/** Who asks and why. */
export interface WhoAndWhy {
  author: string;
  reason: string;
}

const BASE = '/api/models/moves';

/** Asks what moving everything from one version to another would do. @param updateTimers whether timers take the newer periods */
export function previewMove(from: string, to: string, updateTimers: boolean): Promise<MovePreview> {
  return request(`${BASE}/preview${queryOf({ from, to, updateTimers })}`);
}

/** Begins a move. @throws Refusal when one of the instances cannot be moved: then none is */
export function startMove(
  asked: WhoAndWhy & { from: string; to: string; updateTimers: boolean; processInstanceIds: readonly string[] },
): Promise<Move> {
  return postJson(BASE, asked);
}

/** Moves of a process, newest first. */
export function readMoves(key: string): Promise<Move[]> {
  return request(`${BASE}${queryOf({ key })}`);
}

/** How far a move is. */
export function readMove(id: string): Promise<Move & { done: number }> {
  return request(`${BASE}/${encodeURIComponent(id)}`);
}

/** Asks what taking a move back would do. @throws Refusal when it is under way, or was taken back */
export function previewUndo(id: string): Promise<MovePreview> {
  return request(`${BASE}/${encodeURIComponent(id)}/undo`);
}

/** Takes a move back, as far as that can be. Answers the move back. */
export function undoMove(id: string, asked: WhoAndWhy): Promise<Move> {
  return postJson(`${BASE}/${encodeURIComponent(id)}/undo`, asked);
}
