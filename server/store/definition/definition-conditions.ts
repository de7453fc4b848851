import type { Knex } from 'knex';
import { compare, equal, isNull, like, oneOf } from '../conditions.ts';
import type { Conditions } from '../list-query.ts';

/** Filters that process and decision definitions share. */
export interface DefinitionFilter {
  key?: string;
  keyLike?: string;
  keysIn?: readonly string[];
  name?: string;
  nameLike?: string;
  category?: string;
  categoryLike?: string;
  version?: number;
  latestVersion?: boolean;
  versionTag?: string;
  versionTagLike?: string;
  withoutVersionTag?: boolean;
  resourceName?: string;
  resourceNameLike?: string;
  deploymentId?: string;
  deployedAfter?: number;
  deployedAt?: number;
}

/** Conditions over a definition table `tableName` as `t` that is joined with its deployment as `p`. */
export function definitionConditions(tableName: string): Conditions<DefinitionFilter> {
  return {
    key: equal('t.key'),
    keyLike: like('t.key'),
    keysIn: oneOf('t.key'),
    name: equal('t.name'),
    nameLike: like('t.name'),
    category: equal('t.category'),
    categoryLike: like('t.category'),
    version: equal('t.version'),
    latestVersion: (query) =>
      query.whereNotExists((newer: Knex.QueryBuilder) =>
        newer.from({ n: tableName }).whereRaw('n.key = t.key and n.version > t.version'),
      ),
    versionTag: equal('t.version_tag'),
    versionTagLike: like('t.version_tag'),
    withoutVersionTag: isNull('t.version_tag'),
    resourceName: equal('t.resource'),
    resourceNameLike: like('t.resource'),
    deploymentId: equal('t.deployment_id'),
    deployedAfter: compare('p.deployed_at', '>'),
    deployedAt: equal('p.deployed_at'),
  };
}

/** A definition table as `t` with its deployment as `p`. */
export function withDeployment(knex: Knex, tableName: string): Knex.QueryBuilder {
  return knex({ t: tableName }).leftJoin({ p: 'definition_deployment' }, 'p.id', 't.deployment_id');
}

export const definitionSortings = {
  id: 't.id',
  key: 't.key',
  name: { nullable: 't.name' },
  version: 't.version',
  category: { nullable: 't.category' },
  deploymentId: 't.deployment_id',
  deployTime: { nullable: 'p.deployed_at' },
  // Only the null tenant exists: this order is that of the ids.
  tenantId: () => {},
} as const;
