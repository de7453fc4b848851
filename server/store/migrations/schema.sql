CREATE TABLE definition_decision (
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
);
CREATE UNIQUE INDEX definition_decision_version on definition_decision (key, version);
CREATE TABLE definition_deployment (
  id text primary key not null,
  name text,
  source text,
  deployed_at bigint not null
);
CREATE TABLE definition_form (
  id text primary key not null,
  key text not null,
  version bigint not null,
  deployment_id text not null,
  resource text not null
);
CREATE INDEX definition_form_deployment on definition_form (deployment_id);
CREATE UNIQUE INDEX definition_form_version on definition_form (key, version);
CREATE TABLE definition_job (
  id text primary key not null,
  definition_id text not null,
  definition_key text not null,
  deployment_id text not null,
  activity_id text not null,
  kind text not null,
  configuration text not null,
  suspended boolean not null,
  overriding_priority bigint
, listener_id text);
CREATE INDEX definition_job_definition on definition_job (definition_id);
CREATE TABLE definition_process (
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
);
CREATE UNIQUE INDEX definition_process_version on definition_process (key, version);
CREATE TABLE definition_requirements (
  id text primary key not null,
  key text not null,
  version bigint not null,
  name text,
  category text,
  deployment_id text not null,
  resource text not null
);
CREATE UNIQUE INDEX definition_requirements_version on definition_requirements (key, version);
CREATE TABLE definition_resource (
  id text primary key not null,
  deployment_id text not null,
  name text not null,
  bytes blob not null
);
CREATE INDEX definition_resource_deployment on definition_resource (deployment_id);
CREATE TABLE history_activity_instance (
  id text primary key not null,
  parent_id text not null,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  definition_id text not null,
  definition_key text not null,
  activity_id text not null,
  activity_name text,
  activity_type text not null,
  task_id text,
  called_instance_id text,
  assignee text,
  started_at bigint not null,
  ended_at bigint,
  canceled boolean not null,
  complete_scope boolean not null,
  sequence bigint not null
);
CREATE INDEX history_activity_instance_execution on history_activity_instance (execution_id) where ended_at is null;
CREATE INDEX history_activity_instance_instance on history_activity_instance (instance_id, sequence);
CREATE INDEX history_activity_instance_running on history_activity_instance (definition_id, activity_id) where ended_at is null;
CREATE TABLE history_attachment (
  id text primary key not null,
  task_id text not null,
  instance_id text not null,
  root_id text not null,
  name text,
  description text,
  type text,
  url text,
  at bigint not null,
  bytes blob
);
CREATE INDEX history_attachment_instance on history_attachment (instance_id);
CREATE INDEX history_attachment_task on history_attachment (task_id);
CREATE TABLE history_batch (
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
);
CREATE INDEX history_batch_removal on history_batch (removal_at) where removal_at is not null;
CREATE TABLE history_comment (
  id text primary key not null,
  task_id text,
  instance_id text,
  of_instance boolean not null,
  root_id text,
  user_id text,
  at bigint not null,
  message text not null
);
CREATE INDEX history_comment_instance on history_comment (instance_id) where instance_id is not null;
CREATE INDEX history_comment_task on history_comment (task_id) where task_id is not null;
CREATE TABLE history_decision (
  id text primary key not null,
  decision_definition_id text not null,
  decision_definition_key text not null,
  decision_definition_name text,
  decision_requirements_definition_id text,
  decision_requirements_definition_key text,
  root_decision_instance_id text,
  root_id text,
  instance_id text,
  activity_id text,
  activity_instance_id text,
  definition_id text,
  definition_key text,
  at bigint not null,
  user_id text,
  collect_result_value double precision,
  inputs text,
  outputs text not null
, removal_at bigint);
CREATE INDEX history_decision_instance on history_decision (instance_id) where instance_id is not null;
CREATE INDEX history_decision_key on history_decision (decision_definition_key, at);
CREATE INDEX history_decision_removal on history_decision (removal_at) where removal_at is not null;
CREATE TABLE history_detail (
  id text primary key not null,
  kind text not null,
  name text not null,
  type text not null,
  text_value text,
  number_value double precision,
  large_value_id text,
  info text,
  variable_id text,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  activity_instance_id text not null,
  task_id text,
  definition_id text not null,
  definition_key text not null,
  revision bigint not null,
  initial boolean not null,
  at bigint not null,
  user_operation_id text
);
CREATE INDEX history_detail_instance on history_detail (instance_id);
CREATE TABLE history_external_task_log (
  id text primary key not null,
  event text not null,
  at bigint not null,
  external_task_id text not null,
  topic text not null,
  worker_id text,
  priority bigint not null,
  retries bigint,
  error_message text,
  error_details text,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  activity_instance_id text not null,
  activity_id text not null,
  definition_id text not null,
  definition_key text not null
);
CREATE INDEX history_external_task_log_instance on history_external_task_log (instance_id);
CREATE INDEX history_external_task_log_task on history_external_task_log (external_task_id);
CREATE TABLE history_identity_link (
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
);
CREATE INDEX history_identity_link_instance on history_identity_link (instance_id);
CREATE INDEX history_identity_link_task on history_identity_link (task_id);
CREATE TABLE history_incident (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  type text not null,
  message text,
  created_at bigint not null,
  failed_activity_id text,
  cause_incident_id text not null,
  root_cause_incident_id text not null,
  configuration text,
  job_definition_id text,
  annotation text,
  ended_at bigint,
  state text not null
);
CREATE INDEX history_incident_created on history_incident (created_at);
CREATE INDEX history_incident_instance on history_incident (instance_id);
CREATE TABLE history_job_log (
  id text primary key not null,
  event text not null,
  at bigint not null,
  job_id text not null,
  job_definition_id text not null,
  kind text not null,
  configuration text,
  due_at bigint,
  retries bigint not null,
  priority bigint not null,
  exception_message text,
  exception_stacktrace text,
  failed_activity_id text,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  activity_id text not null,
  definition_id text not null,
  definition_key text not null
);
CREATE INDEX history_job_log_instance on history_job_log (instance_id);
CREATE INDEX history_job_log_job on history_job_log (job_id);
CREATE INDEX history_job_log_own on history_job_log (configuration) where instance_id = '';
CREATE TABLE history_large_value (
  id text primary key not null,
  root_id text not null,
  text text not null
);
CREATE INDEX history_large_value_root on history_large_value (root_id);
CREATE TABLE history_process_instance (
  id text primary key not null,
  root_id text not null,
  definition_id text not null,
  definition_key text not null,
  business_key text,
  super_instance_id text,
  started_at bigint not null,
  ended_at bigint,
  start_user_id text,
  start_activity_id text,
  end_activity_id text,
  delete_reason text,
  state text not null,
  restarted_instance_id text
, removal_at bigint);
CREATE INDEX history_process_instance_business_key on history_process_instance (business_key) where business_key is not null;
CREATE INDEX history_process_instance_called on history_process_instance (root_id) where super_instance_id is not null;
CREATE INDEX history_process_instance_definition on history_process_instance (definition_key, started_at);
CREATE INDEX history_process_instance_ended on history_process_instance (ended_at) where ended_at is not null;
CREATE INDEX history_process_instance_removal on history_process_instance (removal_at) where removal_at is not null;
CREATE INDEX history_process_instance_started on history_process_instance (started_at);
CREATE TABLE history_task (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  activity_instance_id text not null,
  definition_id text not null,
  definition_key text not null,
  task_definition_key text not null,
  name text,
  description text,
  assignee text,
  owner text,
  priority bigint not null,
  started_at bigint not null,
  ended_at bigint,
  due_at bigint,
  follow_up_at bigint,
  delete_reason text,
  parent_task_id text,
  state text not null
);
CREATE INDEX history_task_instance on history_task (instance_id);
CREATE TABLE history_user_operation (
  id text primary key not null,
  operation_id text not null,
  operation_type text not null,
  entity_type text not null,
  category text,
  property text,
  org_value text,
  new_value text,
  user_id text,
  at bigint not null,
  annotation text,
  deployment_id text,
  definition_id text,
  definition_key text,
  root_id text,
  instance_id text,
  execution_id text,
  task_id text,
  job_id text,
  job_definition_id text,
  external_task_id text
, batch_id text);
CREATE INDEX history_user_operation_at on history_user_operation (at);
CREATE INDEX history_user_operation_instance on history_user_operation (instance_id) where instance_id is not null;
CREATE INDEX history_user_operation_operation on history_user_operation (operation_id);
CREATE TABLE history_variable (
  id text primary key not null,
  name text not null,
  type text not null,
  text_value text,
  number_value double precision,
  large_value_id text,
  info text,
  root_id text not null,
  instance_id text not null,
  execution_id text not null,
  activity_instance_id text not null,
  task_id text,
  definition_id text not null,
  definition_key text not null,
  revision bigint not null,
  state text not null,
  live boolean not null,
  created_at bigint not null
);
CREATE INDEX history_variable_instance on history_variable (instance_id);
CREATE INDEX history_variable_number on history_variable (name, number_value) where number_value is not null;
CREATE INDEX history_variable_text on history_variable (name, (substr(text_value, 1, 64))) where text_value is not null;
CREATE TABLE runtime_batch (
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
);
CREATE TABLE runtime_batch_seed (
  id text primary key not null,
  batch_id text not null,
  position bigint not null,
  ids text not null
);
CREATE INDEX runtime_batch_seed_batch on runtime_batch_seed (batch_id, position);
CREATE TABLE runtime_external_task (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  topic text not null,
  activity_instance_id text not null,
  priority bigint not null,
  worker_id text,
  locked_until bigint,
  retries bigint,
  error_message text,
  error_details text,
  created_at bigint not null,
  business_key text,
  suspended boolean not null
);
CREATE INDEX runtime_external_task_queue on runtime_external_task (topic, priority desc, created_at, id);
CREATE INDEX runtime_external_task_root on runtime_external_task (root_id);
CREATE TABLE runtime_incident (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  type text not null,
  message text,
  created_at bigint not null,
  failed_activity_id text,
  cause_incident_id text not null,
  root_cause_incident_id text not null,
  configuration text,
  job_definition_id text,
  annotation text
);
CREATE INDEX runtime_incident_root on runtime_incident (root_id);
CREATE TABLE runtime_instance (
  id text primary key not null,
  root_id text not null,
  definition_id text not null,
  definition_key text not null,
  business_key text,
  super_instance_id text,
  super_node_id text,
  suspended boolean not null,
  started_at bigint not null,
  start_user_id text,
  start_activity_id text,
  restarted_instance_id text,
  sequence bigint not null,
  nodes text not null
);
CREATE INDEX runtime_instance_business_key on runtime_instance (business_key) where business_key is not null;
CREATE INDEX runtime_instance_called on runtime_instance (root_id) where super_instance_id is not null;
CREATE INDEX runtime_instance_definition on runtime_instance (definition_id);
CREATE TABLE runtime_job (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  kind text not null,
  job_definition_id text not null,
  due_at bigint,
  retries bigint not null,
  exclusive boolean not null,
  priority bigint not null,
  exception_message text,
  exception_stacktrace text,
  failed_activity_id text,
  repeat text,
  suspended boolean not null,
  created_at bigint not null
, listener_id text);
CREATE INDEX runtime_job_async on runtime_job (node_id) where substr(kind, 1, 5) = 'async';
CREATE INDEX runtime_job_due on runtime_job ((coalesce(due_at, 0)), id) where retries > 0 and suspended = false;
CREATE INDEX runtime_job_root on runtime_job (root_id);
CREATE TABLE runtime_job_input (
  id text primary key not null,
  batch_id text,
  input text
);
CREATE INDEX runtime_job_input_batch on runtime_job_input (batch_id) where batch_id is not null;
CREATE TABLE runtime_subscription (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  kind text not null,
  name text,
  created_at bigint not null
);
CREATE INDEX runtime_subscription_name on runtime_subscription (name) where name is not null;
CREATE INDEX runtime_subscription_root on runtime_subscription (root_id, name);
CREATE TABLE runtime_user_task (
  id text primary key not null,
  root_id text not null,
  instance_id text not null,
  node_id text not null,
  element_id text not null,
  definition_id text not null,
  definition_key text not null,
  activity_instance_id text not null,
  name text,
  description text,
  assignee text,
  owner text,
  delegation_state text,
  priority bigint not null,
  created_at bigint not null,
  last_updated_at bigint,
  due_at bigint,
  follow_up_at bigint,
  form_key text,
  form_ref text,
  parent_task_id text,
  candidates text,
  suspended boolean not null,
  state text not null
);
CREATE INDEX runtime_user_task_assignee on runtime_user_task (assignee) where assignee is not null;
CREATE INDEX runtime_user_task_root on runtime_user_task (root_id);
CREATE TABLE runtime_user_task_link (
  id text primary key not null,
  task_id text not null,
  user_id text,
  group_id text,
  type text not null
);
CREATE INDEX runtime_user_task_link_group on runtime_user_task_link (group_id, task_id) where group_id is not null;
CREATE INDEX runtime_user_task_link_task on runtime_user_task_link (task_id);
CREATE INDEX runtime_user_task_link_user on runtime_user_task_link (user_id, task_id) where user_id is not null;
CREATE TABLE store_applied (needed integer not null, mark text);
CREATE TABLE store_migration (number bigint primary key not null, name text not null);
