import { compare, equal, isNull, like } from '../conditions.ts';
import { listQuery } from '../list-query.ts';
import { itemReader, selectColumns } from '../table.ts';
import { type Deployment, deploymentTable } from './deployment-table.ts';

export interface DeploymentFilter {
  id?: string;
  name?: string;
  nameLike?: string;
  source?: string;
  withoutSource?: boolean;
  before?: number;
  after?: number;
}

/** What was deployed together. */
export const deploymentList = listQuery<DeploymentFilter, Deployment>({
  from: (knex) => knex({ t: deploymentTable.name }),
  columns: selectColumns(deploymentTable, 't'),
  conditions: {
    id: equal('t.id'),
    name: equal('t.name'),
    nameLike: like('t.name'),
    source: equal('t.source'),
    withoutSource: isNull('t.source'),
    before: compare('t.deployed_at', '<'),
    after: compare('t.deployed_at', '>'),
  },
  sortings: {
    id: 't.id',
    name: { nullable: 't.name' },
    deploymentTime: 't.deployed_at',
    // Only the null tenant exists: this order is that of the ids.
    tenantId: () => {},
  },
  read: itemReader(deploymentTable),
});
