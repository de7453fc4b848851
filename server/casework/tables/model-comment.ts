import type { Knex } from 'knex';
import { type Stored, toMsRequired } from './row-values.ts';

/** A remark that an administrator pinned to an element of a model. */
export interface ModelComment {
  id: string;
  /** As a draft's name. */
  modelName: string;
  elementId: string;
  author: string;
  content: string;
  /** Milliseconds since 1970. */
  writtenAt: number;
}

interface Row {
  id: string;
  model_name: string;
  element_id: string;
  author: string;
  content: string;
  written_at: Stored;
}

/** The remarks on one model, oldest first. */
export async function listModelComments(db: Knex, modelName: string): Promise<ModelComment[]> {
  const rows: Row[] = await db('casework_model_comment')
    .where({ model_name: modelName })
    .orderBy(['written_at', { column: 'id' }]);
  return rows.map((row) => ({
    id: row.id,
    modelName: row.model_name,
    elementId: row.element_id,
    author: row.author,
    content: row.content,
    writtenAt: toMsRequired(row.written_at),
  }));
}

/** Adds a remark. */
export async function insertModelComment(db: Knex, comment: ModelComment): Promise<void> {
  await db('casework_model_comment').insert({
    id: comment.id,
    model_name: comment.modelName,
    element_id: comment.elementId,
    author: comment.author,
    content: comment.content,
    written_at: comment.writtenAt,
  });
}

/** Takes a remark away. False when it is not there. */
export async function deleteModelComment(db: Knex, id: string): Promise<boolean> {
  return (await db('casework_model_comment').where({ id }).delete()) > 0;
}
