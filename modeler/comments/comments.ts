import { postJson, request } from '../../desk/shell/http.ts';

/** A remark pinned to an element. `writtenAt` in milliseconds since 1970. */
export interface Comment {
  id: string;
  elementId: string;
  author: string;
  content: string;
  writtenAt: number;
}

const addressOf = (name: string): string => `/api/models/comments/${encodeURIComponent(name)}`;

/** The remarks on a model, oldest first. @param name as its draft's */
export function readComments(name: string): Promise<Comment[]> {
  return request(addressOf(name));
}

/** Pins a remark to an element. */
export function addComment(name: string, comment: Pick<Comment, 'elementId' | 'author' | 'content'>): Promise<Comment> {
  return postJson(addressOf(name), comment);
}

/** Takes a remark away. */
export async function removeComment(name: string, id: string): Promise<void> {
  await request(`${addressOf(name)}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
