import { type EngineClient, engineReason, rowsOf } from '../engine-client.ts';
import { Refusal } from '../errors.ts';

/** A version of a form, in the shape in which the engine tells definitions. */
export interface FormDefinition {
  /** Deployment and resource, by which its content is read. */
  id: string;
  key: string;
  name: string | null;
  version: number;
  resource: string;
  deploymentId: string;
}

async function list(engine: EngineClient, path: string): Promise<Record<string, unknown>[]> {
  const answer = await engine.request('GET', path);
  if (answer.status !== 200) throw new Refusal(503, 'busy', [{ field: '', reason: engineReason(answer) }]);
  return rowsOf(answer.body);
}

/**
 * All versions of all forms, by key, newest first. An engine lists no forms, but the files of each deployment: each deployment that
 * has the file counts as a version, also where it is the same text.
 */
export async function deployedForms(engine: EngineClient): Promise<Map<string, FormDefinition[]>> {
  const deployments = await list(engine, '/deployment?sortBy=deploymentTime&sortOrder=asc');
  const forms = new Map<string, FormDefinition[]>();
  const files = await Promise.all(
    deployments.map((each) => list(engine, `/deployment/${encodeURIComponent(String(each['id']))}/resources`)),
  );
  for (const file of files.flat()) {
    const resource = String(file['name']);
    if (!resource.endsWith('.form')) continue;
    const key = resource.slice(resource.lastIndexOf('/') + 1, -'.form'.length);
    const versions = forms.get(key) ?? [];
    const deploymentId = String(file['deploymentId']);
    const version = versions.length + 1;
    versions.unshift({ id: `${deploymentId}/${String(file['id'])}`, key, name: null, version, resource, deploymentId });
    forms.set(key, versions);
  }
  return forms;
}

/** The text of a form. Undefined when there is none of this id. */
export async function formContent(engine: EngineClient, id: string): Promise<string | undefined> {
  const [deploymentId = '', resourceId = ''] = id.split('/').map(encodeURIComponent);
  const { status, body } = await engine.request('GET', `/deployment/${deploymentId}/resources/${resourceId}/data`);
  if (status !== 200) return undefined;
  // The client has parsed what is JSON already.
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2);
}

/** The title a form shows, its first heading; null without one. */
export function titleOf(content: string | undefined): string | null {
  const found = /"text":\s*"#\s*([^"\\]+)/.exec(content ?? '');
  return found?.[1]?.trim() ?? null;
}
