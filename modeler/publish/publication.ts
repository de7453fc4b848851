import { postJson } from '../../desk/shell/http.ts';
import type { FileKind } from '../editors/editor.ts';

/** A definition that a publication made. */
export interface PublishedDefinition {
  id: string;
  key: string;
  name: string | null;
  version: number;
}

/** A row that is law, before and after; null where it is not there. */
export interface LegalChange {
  decision: string;
  row: string;
  before: string | null;
  after: string | null;
}

/** What the register's book says of a publication. Times in milliseconds since 1970. */
export interface Publication {
  id: string;
  author: string;
  reason: string;
  warnings: string[];
  legalChanges: LegalChange[];
  state: 'waiting' | 'published' | 'refused';
  definitions: PublishedDefinition[];
  askedAt: number;
  second: string | null;
  decidedAt: number | null;
}

/**
 * Publishes a file. Its `definitions` are empty when nothing differs from the newest version, or while a second administrator is asked.
 * @throws Refusal when a rule forbids it or the engine does not take it; its body names the elements (see refusal/)
 */
export function publish(request: {
  kind: FileKind;
  fileName: string;
  content: string;
  author: string;
  reason: string;
  draftName: string;
}): Promise<Publication> {
  return postJson('/api/models/publications', request);
}
