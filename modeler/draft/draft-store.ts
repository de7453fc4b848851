import type { FileKind } from '../editors/editor.ts';

/** An unpublished change kept in the browser. */
export interface Draft {
  kind: FileKind;
  fileName: string;
  xml: string;
  /** ISO 8601 UTC. */
  savedAt: string;
  /** The deployed version the change was made from; null for a new or a local file. */
  basedOnVersion: number | null;
  /** The server's revision it was made from or kept as; 0 when the server has none of it. */
  revision: number;
  /** Whether the server has not got this text yet. */
  unsent: boolean;
  /** Who kept it, where it came from the server. */
  editor?: string;
}

/** The name of a draft: one a deployed definition, or one a local file's name. */
export function draftNameOf(kind: FileKind, keyOrFileName: string): string {
  return `${kind}:${keyOrFileName}`;
}

const placeOf = (name: string): string => `draft:${name}`;

/** Keeps a draft. False when the browser has no room or no storage for it. */
export function keepDraft(name: string, draft: Draft): boolean {
  try {
    localStorage.setItem(placeOf(name), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' && value !== null && 'xml' in value && typeof value.xml === 'string' && 'kind' in value
  );
}

/** The draft of that name; undefined when there is none or it cannot be read. */
export function readDraft(name: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(placeOf(name)) ?? 'null');
    return isDraft(value) ? { ...value, revision: value.revision ?? 0, unsent: value.unsent ?? true } : undefined;
  } catch {
    return undefined;
  }
}

export function hasDraft(name: string): boolean {
  return readDraft(name) !== undefined;
}

export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(placeOf(name));
  } catch {
    // there is no storage, so there is no draft either
  }
}
