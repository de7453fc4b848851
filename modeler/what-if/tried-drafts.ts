import { request } from '../../desk/shell/http.ts';
import type { TriedModel } from './what-if-run.ts';

/** A draft that could be tried. */
export interface DraftToTry {
  name: string;
  kind: string;
  fileName: string;
  editor: string;
}

const ADDRESS = '/api/models/drafts';

/** Drafts of flows and tables on the server; a form changes no path. */
export async function listDrafts(): Promise<DraftToTry[]> {
  const drafts = await request<DraftToTry[]>(ADDRESS);
  return drafts.filter(({ kind }) => kind === 'bpmn' || kind === 'dmn');
}

/** What these drafts hold now; one that is gone meanwhile is left out. */
export async function readDrafts(drafts: readonly DraftToTry[]): Promise<TriedModel[]> {
  const read = await Promise.all(
    drafts.map(({ name }) =>
      request<{ kind: 'bpmn' | 'dmn'; content: string } | null>(`${ADDRESS}/${encodeURIComponent(name)}`),
    ),
  );
  return read.flatMap((draft) => (draft ? [{ kind: draft.kind, content: draft.content }] : []));
}
