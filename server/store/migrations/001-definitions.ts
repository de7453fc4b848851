import type { Migration } from '../migrate.ts';

/** Deployments, their files and what the files define. */
export const migration: Migration = {
  number: 1,
  name: 'definitions',
  statements: (types) => [
    `create table definition_decision (
      id text primary key not null,
      key text not null,
      version bigint not null,
      version_tag text,
      name text,
      category text,
      deployment_id text not null,
      resource text not null,
      requirements_id text,
      requirements_key text,
      history_time_to_live bigint
    )`,
    'create unique index definition_decision_version on definition_decision (key, version)',
    `create table definition_deployment (
      id text primary key not null,
      name text,
      source text,
      deployed_at bigint not null
    )`,
    `create table definition_job (
      id text primary key not null,
      definition_id text not null,
      definition_key text not null,
      deployment_id text not null,
      activity_id text not null,
      kind text not null,
      configuration text not null,
      suspended boolean not null,
      overriding_priority bigint
    )`,
    'create index definition_job_definition on definition_job (definition_id)',
    `create table definition_process (
      id text primary key not null,
      key text not null,
      version bigint not null,
      version_tag text,
      name text,
      description text,
      category text,
      deployment_id text not null,
      resource text not null,
      suspended boolean not null,
      history_time_to_live bigint,
      startable_in_tasklist boolean not null,
      start_form_key text
    )`,
    'create unique index definition_process_version on definition_process (key, version)',
    `create table definition_requirements (
      id text primary key not null,
      key text not null,
      version bigint not null,
      name text,
      category text,
      deployment_id text not null,
      resource text not null
    )`,
    'create unique index definition_requirements_version on definition_requirements (key, version)',
    `create table definition_resource (
      id text primary key not null,
      deployment_id text not null,
      name text not null,
      bytes ${types.bytes} not null
    )`,
    'create index definition_resource_deployment on definition_resource (deployment_id)',
  ],
};
