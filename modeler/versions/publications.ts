import { postJson, queryOf, request } from '../../desk/shell/http.ts';
import type { FileKind } from '../editors/editor.ts';
import type { Publication } from '../publish/publication.ts';

/** What was published of a model through the register or waits to be, newest first. */
export function readPublications(kind: FileKind, key: string): Promise<Publication[]> {
  return request(`/api/models/publications${queryOf({ kind, key })}`);
}

/** What the second administrator says to a publication that waits. @throws Refusal 409 for the one who asked for it */
export function decide(id: string, second: string, agrees: boolean): Promise<Publication> {
  return postJson(`/api/models/publications/${encodeURIComponent(id)}/decision`, { second, agrees });
}
