import { type DeploymentFilter, deploymentList } from '../store/definition/deployment.ts';
import type { Deployment } from '../store/definition/deployment-table.ts';
import { findDuplicate } from '../store/definition/deployments.ts';
import { resourceBytes, resourcesOf } from '../store/definition/resource.ts';
import type { DeployRequest } from './deploy.ts';
import type { EngineContext } from './engine-context.ts';

/** The latest deployment of a name and source, and which of the wanted files are as they were deployed last. */
export interface EarlierDeployment {
  deployment: Deployment;
  unchanged: ReadonlySet<string>;
}

/** What was deployed before under the same name and source; undefined when nothing was, or there is no name. */
export async function findEarlier(
  engine: EngineContext,
  request: DeployRequest,
): Promise<EarlierDeployment | undefined> {
  const { reader } = engine.store;
  const latest = await findDuplicate(reader, request);
  // Where only changed files are deployed, each file's latest version may be in a deployment of its own.
  if (!latest || !request.changedOnly || latest.unchanged.size === request.resources.length) return latest;
  const filter: DeploymentFilter = {
    name: latest.deployment.name ?? '',
    ...(request.source === null ? { withoutSource: true } : { source: request.source }),
  };
  const deployments = await deploymentList.list(reader, filter, {
    sorting: [
      { sortBy: 'deploymentTime', sortOrder: 'desc' },
      { sortBy: 'id', sortOrder: 'desc' },
    ],
  });
  const unchanged = new Set<string>();
  const wanted = new Map(request.resources.map((resource) => [resource.name, resource.bytes]));
  for (const { id } of deployments) {
    for (const { name } of await resourcesOf(reader, id)) {
      const bytes = wanted.get(name);
      if (bytes && (await resourceBytes(reader, id, name)).equals(bytes)) unchanged.add(name);
      wanted.delete(name);
    }
    if (wanted.size === 0) break;
  }
  return { deployment: latest.deployment, unchanged };
}
