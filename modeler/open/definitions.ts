import { queryOf, request } from '../../desk/shell/http.ts';
import type { FileKind } from '../editors/editor.ts';

const BASE = '/engine-rest';

/** A deployed version of a process or of a decision. */
export interface Definition {
  id: string;
  key: string;
  name: string | null;
  version: number;
  resource: string;
  deploymentId: string;
}

const SEGMENT: Readonly<Record<FileKind, string>> = { bpmn: 'process-definition', dmn: 'decision-definition' };

/** The newest version of every process or decision, by name. */
export async function listNewest(kind: FileKind): Promise<Definition[]> {
  const found = await request<Definition[]>(`${BASE}/${SEGMENT[kind]}?latestVersion=true`);
  return found.sort((a, b) => (a.name ?? a.key).localeCompare(b.name ?? b.key, 'zh-CN'));
}

/** All versions of one process or decision, newest first. */
export function listVersions(kind: FileKind, key: string): Promise<Definition[]> {
  return request(`${BASE}/${SEGMENT[kind]}${queryOf({ key, sortBy: 'version', sortOrder: 'desc' })}`);
}

/** The file a definition came from, exactly as it was deployed. */
export async function readXml(kind: FileKind, definitionId: string): Promise<string> {
  const address = `${BASE}/${SEGMENT[kind]}/${encodeURIComponent(definitionId)}/xml`;
  const answer = await request<{ bpmn20Xml?: string; dmnXml?: string }>(address);
  return answer.bpmn20Xml ?? answer.dmnXml ?? '';
}

/** Running instances by process definition id. */
export async function readRunning(): Promise<Map<string, number>> {
  const rows = await request<{ id: string; instances: number }[]>(`${BASE}/process-definition/statistics`);
  return new Map(rows.map((row) => [row.id, row.instances]));
}
