import type { Migration } from '../migrate.ts';

/** What people write at tasks and instances, and what they attach to tasks. */
export const migration: Migration = {
  number: 8,
  name: 'comments',
  statements: ({ bytes }) => [
    `create table history_comment (
      id text primary key not null,
      task_id text,
      instance_id text,
      of_instance boolean not null,
      root_id text,
      user_id text,
      at bigint not null,
      message text not null
    )`,
    'create index history_comment_task on history_comment (task_id) where task_id is not null',
    'create index history_comment_instance on history_comment (instance_id) where instance_id is not null',
    `create table history_attachment (
      id text primary key not null,
      task_id text not null,
      instance_id text not null,
      root_id text not null,
      name text,
      description text,
      type text,
      url text,
      at bigint not null,
      bytes ${bytes}
    )`,
    'create index history_attachment_task on history_attachment (task_id)',
    'create index history_attachment_instance on history_attachment (instance_id)',
  ],
};
