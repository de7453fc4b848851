import type { Migration } from '../migrate.ts';

/** Operations on batches say on which. */
export const migration: Migration = {
  number: 7,
  name: 'operations',
  statements: () => [
    'alter table history_user_operation add column batch_id text',
    'create index history_user_operation_operation on history_user_operation (operation_id)',
  ],
};
