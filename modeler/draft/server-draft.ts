import { Refusal, reasonOf, request } from '../../desk/shell/http.ts';
import { editorName } from '../who/editor-name.ts';
import type { Draft } from './draft-store.ts';

/** A draft as the server keeps it. */
interface ServerDraft {
  kind: Draft['kind'];
  fileName: string;
  content: string;
  basedOnVersion: number | null;
  revision: number;
  editor: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** Where the draft of that name is. */
export const draftAddress = (name: string): string => `/api/models/drafts/${encodeURIComponent(name)}`;

/** The name under which an editor without one is told to others. */
const UNNAMED = '未署名的管理员';

/** The server's draft; null when it has none. @throws when it cannot be reached */
export async function readServerDraft(name: string): Promise<Draft | null> {
  const answer = await request<ServerDraft | null>(draftAddress(name));
  if (!answer) return null;
  const { content, savedAt, ...draft } = answer;
  return { ...draft, xml: content, savedAt: new Date(savedAt).toISOString(), unsent: false };
}

/** What became of a draft that was sent: kept as that revision, refused because somebody else kept one, or not arrived. */
export type Sent = { revision: number } | { conflict: string } | 'away';

/** Sends a draft; `draft.revision` is the one it was made from. */
export async function sendDraft(name: string, draft: Draft): Promise<Sent> {
  const { kind, fileName, xml, basedOnVersion, revision } = draft;
  const body = { kind, fileName, content: xml, basedOnVersion, revision, editor: editorName() || UNNAMED };
  try {
    return await request<{ revision: number }>(draftAddress(name), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    return error instanceof Refusal && error.status === 409 ? { conflict: reasonOf(error) } : 'away';
  }
}

/** Forgets the server's draft, soon. */
export function dropServerDraft(name: string): void {
  void request(draftAddress(name), { method: 'DELETE' }).catch(() => undefined);
}
