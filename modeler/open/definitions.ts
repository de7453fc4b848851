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

const SEGMENT = { bpmn: 'process-definition', dmn: 'decision-definition' } as const;

/** An engine lists no forms; the register tells them. */
const FORMS = '/api/models/forms';

/** The newest version of every process or decision, by name. */
export async function listNewest(kind: FileKind): Promise<Definition[]> {
  const address = kind === 'form' ? FORMS : `${BASE}/${SEGMENT[kind]}?latestVersion=true`;
  const found = await request<Definition[]>(address);
  return found.sort((a, b) => (a.name ?? a.key).localeCompare(b.name ?? b.key, 'zh-CN'));
}

/** All versions of one process or decision, newest first. */
export function listVersions(kind: FileKind, key: string): Promise<Definition[]> {
  if (kind === 'form') return request(`${FORMS}/${encodeURIComponent(key)}`);
  return request(`${BASE}/${SEGMENT[kind]}${queryOf({ key, sortBy: 'version', sortOrder: 'desc' })}`);
}

/** The file a definition came from, exactly as it was deployed. */
export async function readXml(kind: FileKind, definitionId: string): Promise<string> {
  if (kind === 'form') {
    const { content } = await request<{ content: string }>(`/api/models/form-content${queryOf({ id: definitionId })}`);
    return content;
  }
  const address = `${BASE}/${SEGMENT[kind]}/${encodeURIComponent(definitionId)}/xml`;
  const answer = await request<{ bpmn20Xml?: string; dmnXml?: string }>(address);
  return answer.bpmn20Xml ?? answer.dmnXml ?? '';
}

/** Running instances by process definition id. */
export async function readRunning(): Promise<Map<string, number>> {
  const rows = await request<{ id: string; instances: number }[]>(`${BASE}/process-definition/statistics`);
  return new Map(rows.map((row) => [row.id, row.instances]));
}
