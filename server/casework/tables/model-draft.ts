import type { Knex } from 'knex';
import { type Stored, toMsRequired } from './row-values.ts';

/** A model being changed, as it was when it was last kept. One draft a model, whoever edits it. */
export interface ModelDraft {
  /** The kind of file and the key of the process or table, or the name of a file that is not published yet. */
  name: string;
  kind: string;
  fileName: string;
  content: string;
  /** The published version the change began from; null when there is none. */
  basedOnVersion: number | null;
  /** Counts how often it was kept, from 1: who keeps it says which one they saw. */
  revision: number;
  editor: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

interface Row {
  name: string;
  kind: string;
  file_name: string;
  content: string;
  based_on_version: number | null;
  revision: number;
  editor: string;
  saved_at: Stored;
}

const toDraft = (row: Row): ModelDraft => ({
  name: row.name,
  kind: row.kind,
  fileName: row.file_name,
  content: row.content,
  basedOnVersion: row.based_on_version,
  revision: row.revision,
  editor: row.editor,
  savedAt: toMsRequired(row.saved_at),
});

/** The draft of this name. */
export async function findModelDraft(db: Knex, name: string): Promise<ModelDraft | undefined> {
  const row: Row | undefined = await db('casework_model_draft').where({ name }).first();
  return row && toDraft(row);
}

/** All drafts, newest first, without their content. */
export async function listModelDrafts(db: Knex): Promise<Omit<ModelDraft, 'content'>[]> {
  const rows: Omit<Row, 'content'>[] = await db('casework_model_draft')
    .select('name', 'kind', 'file_name', 'based_on_version', 'revision', 'editor', 'saved_at')
    .orderBy('saved_at', 'desc');
  return rows.map((row) => {
    const { content: _none, ...draft } = toDraft({ ...row, content: '' });
    return draft;
  });
}

/** Keeps a draft if nobody kept another since `draft.revision - 1`. False when somebody did. */
export async function keepModelDraft(db: Knex, draft: ModelDraft): Promise<boolean> {
  const row: Row = {
    name: draft.name,
    kind: draft.kind,
    file_name: draft.fileName,
    content: draft.content,
    based_on_version: draft.basedOnVersion,
    revision: draft.revision,
    editor: draft.editor,
    saved_at: draft.savedAt,
  };
  if (draft.revision === 1) {
    const added: unknown[] = await db('casework_model_draft').insert(row).onConflict('name').ignore().returning('name');
    return added.length === 1;
  }
  const changed = await db('casework_model_draft')
    .where({ name: draft.name, revision: draft.revision - 1 })
    .update(row);
  return changed === 1;
}

/** Forgets the draft of this name. */
export async function dropModelDraft(db: Knex, name: string): Promise<void> {
  await db('casework_model_draft').where({ name }).delete();
}
