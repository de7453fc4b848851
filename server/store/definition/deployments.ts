import type { Knex } from 'knex';
import type { Job, Subscription } from '../../engine/state.ts';
import { jobFacts } from '../committed-batch.ts';
import { deleteInstanceHistory } from '../history/delete-instance-history.ts';
import { insertRows } from '../insert-rows.ts';
import { jobTable } from '../runtime/job.ts';
import { subscriptionTable } from '../runtime/subscription.ts';
import type { StoreTransaction } from '../unit-of-work.ts';
import { type DecisionDefinition, decisionDefinitionTable } from './decision-definition.ts';
import { type DeploymentFilter, deploymentList } from './deployment.ts';
import { type Deployment, deploymentTable } from './deployment-table.ts';
import { type FormDefinition, formDefinitionTable } from './form-definition.ts';
import { type JobDefinition, jobDefinitionTable } from './job-definition.ts';
import { type ProcessDefinition, processDefinitionTable } from './process-definition.ts';
import { type RequirementsDefinition, requirementsDefinitionTable } from './requirements-definition.ts';
import { resourceBytes, resourcesOf } from './resource.ts';

/** What waits at the start events of definitions, with '' for root, instance and node. */
export interface StartRows {
  startSubscriptions: readonly Subscription[];
  startJobs: readonly Job[];
}

export interface NewDeployment extends StartRows {
  deployment: Deployment;
  resources: readonly { id: string; name: string; bytes: Uint8Array }[];
  processes: readonly ProcessDefinition[];
  decisions: readonly DecisionDefinition[];
  requirements: readonly RequirementsDefinition[];
  jobDefinitions: readonly JobDefinition[];
  forms: readonly FormDefinition[];
}

/** Instances of a deployment's processes are still running. */
export class DeploymentInUse extends Error {
  readonly running: number;
  constructor(deploymentId: string, running: number) {
    super(`${running} instances of the processes of deployment ${deploymentId} are running`);
    this.name = 'DeploymentInUse';
    this.running = running;
  }
}

/**
 * Writes a deployment. What waited at the start events of earlier versions of its processes is replaced.
 * Fails when a version is there already: compute versions and call this one deployment after the other.
 */
export async function insertDeployment(transaction: StoreTransaction, rows: NewDeployment): Promise<void> {
  const { knex } = transaction;
  await insertRows(knex, deploymentTable, [rows.deployment]);
  for (const { id, name, bytes } of rows.resources) {
    await knex('definition_resource').insert({
      id,
      deployment_id: rows.deployment.id,
      name,
      bytes: Buffer.from(bytes),
    });
  }
  await insertRows(knex, processDefinitionTable, rows.processes);
  await insertRows(knex, decisionDefinitionTable, rows.decisions);
  await insertRows(knex, requirementsDefinitionTable, rows.requirements);
  await insertRows(knex, jobDefinitionTable, rows.jobDefinitions);
  await insertRows(knex, formDefinitionTable, rows.forms);
  const keys = rows.processes.map(({ key }) => key);
  await removeStarts(transaction, (start) => start.whereIn('definition_key', keys));
  await insertStarts(transaction, rows);
}

/**
 * The latest deployment of this name and source, with the names of the given files that are byte for byte the same in it.
 * No source is a source of its own.
 */
export async function findDuplicate(
  reader: Knex,
  wanted: { name: string | null; source: string | null; resources: readonly { name: string; bytes: Uint8Array }[] },
): Promise<{ deployment: Deployment; unchanged: Set<string> } | undefined> {
  if (wanted.name === null) return undefined;
  const filter: DeploymentFilter = {
    name: wanted.name,
    ...(wanted.source === null ? { withoutSource: true } : { source: wanted.source }),
  };
  const sorting = [
    { sortBy: 'deploymentTime', sortOrder: 'desc' },
    { sortBy: 'id', sortOrder: 'desc' },
  ] as const;
  const [deployment] = await deploymentList.list(reader, filter, { sorting, maxResults: 1 });
  if (!deployment) return undefined;
  const names = new Set((await resourcesOf(reader, deployment.id)).map(({ name }) => name));
  const unchanged = new Set<string>();
  for (const { name, bytes } of wanted.resources) {
    if (names.has(name) && (await resourceBytes(reader, deployment.id, name)).equals(bytes)) unchanged.add(name);
  }
  return { deployment, unchanged };
}

/** Sets how many days the history of a definition is kept; null for ever. */
export async function setHistoryTimeToLive(
  knex: Knex,
  kind: 'process' | 'decision',
  definitionId: string,
  days: number | null,
): Promise<void> {
  const { name } = kind === 'process' ? processDefinitionTable : decisionDefinitionTable;
  await knex(name).where('id', definitionId).update({ history_time_to_live: days });
}

/** Changes what a job definition allows to be changed. */
export async function updateJobDefinition(
  knex: Knex,
  id: string,
  change: Partial<Pick<JobDefinition, 'suspended' | 'overridingPriority'>>,
): Promise<void> {
  const columns = {
    ...(change.suspended !== undefined && { suspended: change.suspended }),
    ...(change.overridingPriority !== undefined && { overriding_priority: change.overridingPriority }),
  };
  if (Object.keys(columns).length > 0) await knex(jobDefinitionTable.name).where({ id }).update(columns);
}

export interface DeletionOptions extends Partial<StartRows> {
  /** Delete the history of its processes' instances too. */
  history?: boolean;
}

/**
 * Deletes a deployment with what it defines. `startSubscriptions` and `startJobs` are those of the versions that become
 * the latest again.
 * @throws DeploymentInUse while instances run: end them first.
 */
export async function deleteDeployment(
  transaction: StoreTransaction,
  deploymentId: string,
  { history = false, startSubscriptions = [], startJobs = [] }: DeletionOptions = {},
): Promise<void> {
  const { knex } = transaction;
  const processes = () => knex(processDefinitionTable.name).select('id').where('deployment_id', deploymentId);
  const running = await knex('runtime_instance').whereIn('definition_id', processes()).count({ count: '*' }).first();
  if (Number(running?.count ?? 0) > 0) throw new DeploymentInUse(deploymentId, Number(running?.count));
  if (history) await deleteHistoryOf(knex, processes);
  const definitions: string[] = await processes().pluck('id');
  await removeStarts(transaction, (start) => start.whereIn('definition_id', definitions));
  for (const { name } of [
    jobDefinitionTable,
    processDefinitionTable,
    decisionDefinitionTable,
    requirementsDefinitionTable,
    formDefinitionTable,
  ]) {
    await knex(name).where('deployment_id', deploymentId).delete();
  }
  await knex('definition_resource').where('deployment_id', deploymentId).delete();
  await knex(deploymentTable.name).where('id', deploymentId).delete();
  await insertStarts(transaction, { startSubscriptions, startJobs });
}

/** Instances of a process definition are still running. */
export class DefinitionsInUse extends Error {
  readonly definitionId: string;
  readonly running: number;
  constructor(definitionId: string, running: number) {
    super(`${running} instances of process definition ${definitionId} are running`);
    this.name = 'DefinitionsInUse';
    this.definitionId = definitionId;
    this.running = running;
  }
}

/**
 * Deletes process definitions and leaves their deployment and its files. The options are those of `deleteDeployment`.
 * @throws DefinitionsInUse while instances run: end them first.
 */
export async function deleteProcessDefinitions(
  transaction: StoreTransaction,
  ids: readonly string[],
  { history = false, startSubscriptions = [], startJobs = [] }: DeletionOptions = {},
): Promise<void> {
  const { knex } = transaction;
  for (const id of ids) {
    const running = await knex('runtime_instance').where('definition_id', id).count({ count: '*' }).first();
    if (Number(running?.['count'] ?? 0) > 0) throw new DefinitionsInUse(id, Number(running?.['count']));
  }
  const definitions = () =>
    knex(processDefinitionTable.name)
      .select('id')
      .whereIn('id', [...ids]);
  if (history) await deleteHistoryOf(knex, definitions);
  await removeStarts(transaction, (start) => start.whereIn('definition_id', [...ids]));
  await knex(jobDefinitionTable.name)
    .whereIn('definition_id', [...ids])
    .delete();
  await knex(processDefinitionTable.name)
    .whereIn('id', [...ids])
    .delete();
  await insertStarts(transaction, { startSubscriptions, startJobs });
}

/** Instances whose history is deleted by one statement. */
const INSTANCES_AT_A_TIME = 500;

async function deleteHistoryOf(knex: Knex, processes: () => Knex.QueryBuilder): Promise<void> {
  for (;;) {
    const ids: string[] = await knex('history_process_instance')
      .whereIn('definition_id', processes())
      .limit(INSTANCES_AT_A_TIME)
      .pluck('id');
    if (ids.length === 0) return;
    await deleteInstanceHistory(knex, ids);
  }
}

async function insertStarts({ knex, committed }: StoreTransaction, rows: StartRows): Promise<void> {
  await insertRows(knex, subscriptionTable, rows.startSubscriptions);
  await insertRows(knex, jobTable, rows.startJobs);
  for (const job of rows.startJobs) committed.jobs.set(job.id, jobFacts(job));
}

async function removeStarts(
  { knex, committed }: StoreTransaction,
  narrow: (start: Knex.QueryBuilder) => void,
): Promise<void> {
  await knex(subscriptionTable.name).where('root_id', '').modify(narrow).delete();
  const jobIds: string[] = await knex(jobTable.name).where('root_id', '').modify(narrow).pluck('id');
  await knex(jobTable.name).where('root_id', '').modify(narrow).delete();
  for (const id of jobIds) committed.jobs.set(id, null);
}
