import type { Migration } from '../migrate.ts';

/** Who came to have to do with which task, and who ceased to. */
export const migration: Migration = {
  number: 10,
  name: 'identity-links',
  statements: () => [
    `create table history_identity_link (
      id text primary key not null,
      operation text not null,
      at bigint not null,
      task_id text not null,
      type text not null,
      user_id text,
      group_id text,
      assigner_id text,
      root_id text not null,
      instance_id text not null,
      definition_id text not null,
      definition_key text not null
    )`,
    'create index history_identity_link_task on history_identity_link (task_id)',
    'create index history_identity_link_instance on history_identity_link (instance_id)',
  ],
};
