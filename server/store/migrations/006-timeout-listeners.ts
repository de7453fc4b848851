import type { Migration } from '../migrate.ts';

/** Jobs that tell a timeout listener of a user task, and their definitions. */
export const migration: Migration = {
  number: 6,
  name: 'timeout-listeners',
  statements: () => [
    'alter table definition_job add column listener_id text',
    'alter table runtime_job add column listener_id text',
  ],
};
