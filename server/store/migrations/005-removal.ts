import type { Migration } from '../migrate.ts';

/** From when on history may be forgotten. */
export const migration: Migration = {
  number: 5,
  name: 'removal',
  statements: () => [
    'alter table history_process_instance add column removal_at bigint',
    'create index history_process_instance_removal on history_process_instance (removal_at) where removal_at is not null',
    'alter table history_decision add column removal_at bigint',
    'create index history_decision_removal on history_decision (removal_at) where removal_at is not null',
    'create index history_batch_removal on history_batch (removal_at) where removal_at is not null',
  ],
};
