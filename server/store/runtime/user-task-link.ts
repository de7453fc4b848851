import { table } from '../table.ts';

/** A candidate of a user task as a row of its own, so that "what may I claim" is an index look-up. `id` is task id and place. */
export interface UserTaskLink {
  id: string;
  taskId: string;
  userId: string | null;
  groupId: string | null;
  type: string;
}

/** The truth is `candidates` of the task; these rows are replaced whenever the task is put. */
export const userTaskLinkTable = table<UserTaskLink>(
  'runtime_user_task_link',
  { id: 'text', taskId: 'text', userId: 'text', groupId: 'text', type: 'text' },
  { insertOnly: true },
);
