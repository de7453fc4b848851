import type { Migration } from '../migrate.ts';

/** Batches, and what jobs that belong to no process have to do. */
export const migration: Migration = {
  number: 4,
  name: 'batches',
  statements: () => [
    `create table runtime_batch (
      id text primary key not null,
      type text not null,
      total_jobs bigint not null,
      jobs_created bigint not null,
      batch_jobs_per_seed bigint not null,
      invocations_per_batch_job bigint not null,
      seed_job_definition_id text not null,
      monitor_job_definition_id text not null,
      batch_job_definition_id text not null,
      suspended boolean not null,
      create_user_id text,
      started_at bigint not null,
      execution_started_at bigint,
      settings text not null
    )`,
    `create table runtime_batch_seed (
      id text primary key not null,
      batch_id text not null,
      position bigint not null,
      ids text not null
    )`,
    'create index runtime_batch_seed_batch on runtime_batch_seed (batch_id, position)',
    `create table runtime_job_input (
      id text primary key not null,
      batch_id text,
      input text
    )`,
    'create index runtime_job_input_batch on runtime_job_input (batch_id) where batch_id is not null',
    `create table history_batch (
      id text primary key not null,
      type text not null,
      total_jobs bigint not null,
      batch_jobs_per_seed bigint not null,
      invocations_per_batch_job bigint not null,
      seed_job_definition_id text not null,
      monitor_job_definition_id text not null,
      batch_job_definition_id text not null,
      create_user_id text,
      started_at bigint not null,
      execution_started_at bigint,
      ended_at bigint,
      removal_at bigint
    )`,
    "create index history_job_log_own on history_job_log (configuration) where instance_id = ''",
  ],
};
