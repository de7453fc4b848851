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

/** Where all versions of one process, decision or form are listed. */
export function versionsAddress(kind: FileKind, key: string): string {
  if (kind === 'form') return `${FORMS}/${encodeURIComponent(key)}`;
  return `${BASE}/${SEGMENT[kind]}${queryOf({ key, sortBy: 'version', sortOrder: 'desc' })}`;
}

/** All versions of one process, decision or form, newest first. */
export function listVersions(kind: FileKind, key: string): Promise<Definition[]> {
  return request(versionsAddress(kind, key));
}

/** Where the file of the newest version of a process or decision is read by its key. A form is read by its id alone. */
export function newestXmlAddress(kind: Exclude<FileKind, 'form'>, key: string): string {
  return `${BASE}/${SEGMENT[kind]}/key/${encodeURIComponent(key)}/xml`;
}

/** A file as the engine tells it, with the id of its definition. */
interface XmlAnswer {
  id: string;
  bpmn20Xml?: string;
  dmnXml?: string;
}

/** The newest version's file and id, so that nobody has to wait for the list of versions; undefined where it is not found by its key alone. */
export async function readNewestXml(kind: FileKind, key: string): Promise<{ id: string; xml: string } | undefined> {
  if (kind === 'form') return undefined;
  try {
    const { id, bpmn20Xml, dmnXml } = await request<XmlAnswer>(newestXmlAddress(kind, key));
    return { id, xml: bpmn20Xml ?? dmnXml ?? '' };
  } catch {
    return undefined; // the definition may belong to a tenant; whoever has its id reads it by that
  }
}

/** The file a definition came from, exactly as it was deployed. */
export async function readXml(kind: FileKind, definitionId: string): Promise<string> {
  if (kind === 'form') {
    const { content } = await request<{ content: string }>(`/api/models/form-content${queryOf({ id: definitionId })}`);
    return content;
  }
  const address = `${BASE}/${SEGMENT[kind]}/${encodeURIComponent(definitionId)}/xml`;
  const { bpmn20Xml, dmnXml } = await request<XmlAnswer>(address);
  return bpmn20Xml ?? dmnXml ?? '';
}

/** Running instances by process definition id. */
export async function readRunning(): Promise<Map<string, number>> {
  const rows = await request<{ id: string; instances: number }[]>(`${BASE}/process-definition/statistics`);
  return new Map(rows.map((row) => [row.id, row.instances]));
}
