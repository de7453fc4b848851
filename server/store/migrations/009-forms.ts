import type { Knex } from 'knex';
import { formKeyOf } from '../definition/form-definition.ts';
import type { Migration } from '../migrate.ts';

/** Deployed forms by key and version, like other definitions. */
export const migration: Migration = {
  number: 9,
  name: 'forms',
  statements: () => [
    `create table definition_form (
      id text primary key not null,
      key text not null,
      version bigint not null,
      deployment_id text not null,
      resource text not null
    )`,
    'create unique index definition_form_version on definition_form (key, version)',
    'create index definition_form_deployment on definition_form (deployment_id)',
  ],
  fill: numberForms,
};

/** The forms that are there already, numbered by the time of their deployment. */
async function numberForms(knex: Knex): Promise<void> {
  const files: { id: string; deploymentId: string; resource: string; bytes: Buffer }[] = await knex(
    'definition_resource as r',
  )
    .join('definition_deployment as d', 'd.id', 'r.deployment_id')
    .select({ id: 'r.id', deploymentId: 'r.deployment_id', resource: 'r.name', bytes: 'r.bytes' })
    .where('r.name', 'like', '%.form')
    .orderBy([{ column: 'd.deployed_at' }, { column: 'd.id' }, { column: 'r.name' }]);
  const versions = new Map<string, number>();
  for (const { id, deploymentId, resource, bytes } of files) {
    const key = formKeyOf(bytes);
    if (key === null) continue;
    const version = (versions.get(key) ?? 0) + 1;
    versions.set(key, version);
    await knex('definition_form').insert({ id, key, version, deployment_id: deploymentId, resource });
  }
}
