import type { Knex } from 'knex';
import { toTexts } from './account.ts';

/** A program that may fetch tasks. Its token is told once, when it is made. */
export interface ServiceToken {
  id: string;
  name: string;
  tokenHash: string;
  /** Topics it may fetch; `*` means every one, and whatever else workers ask for. */
  topics: string[];
  createdBy: string | null;
  createdAt: number;
}

/** Every token, oldest first. */
export async function listServiceTokens(db: Knex): Promise<ServiceToken[]> {
  const rows: Record<string, unknown>[] = await db('identity_service_token').orderBy(['created_at', 'id']);
  return rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name']),
    tokenHash: String(row['token_hash']),
    topics: toTexts(row['topics']),
    createdBy: typeof row['created_by'] === 'string' ? row['created_by'] : null,
    createdAt: Number(row['created_at']),
  }));
}

/** Keeps a new token. */
export async function insertServiceToken(db: Knex, token: ServiceToken): Promise<void> {
  await db('identity_service_token').insert({
    id: token.id,
    name: token.name,
    token_hash: token.tokenHash,
    topics: JSON.stringify(token.topics),
    created_by: token.createdBy,
    created_at: token.createdAt,
  });
}

/** Ends a token. @returns whether there was one */
export async function deleteServiceToken(db: Knex, id: string): Promise<boolean> {
  return (await db('identity_service_token').where({ id }).delete()) === 1;
}
