import { deploymentList } from '../store/definition/deployment.ts';
import { resourceBytes, resourcesOf } from '../store/definition/resource.ts';
import type { Resource } from './compile-resources.ts';
import { type Deployed, deploy } from './deploy.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';

/** Which files of an earlier deployment to deploy again; all of them when neither is given. */
export interface RedeployRequest {
  resourceIds?: readonly string[];
  resourceNames?: readonly string[];
  /** The new deployment's source; the old one's when absent. */
  source?: string;
}

/**
 * Deploys files of an earlier deployment again: a new deployment of the same name, whose definitions are new versions.
 * @throws NotFound when there is no such deployment or file; DeploymentRefused
 */
export async function redeploy(engine: EngineContext, id: string, request: RedeployRequest): Promise<Deployed> {
  const { reader } = engine.store;
  const earlier = await deploymentList.find(reader, id);
  if (!earlier) throw new NotFound(`Deployment with id '${id}' does not exist`, 'InvalidRequestException', null);
  const there = await resourcesOf(reader, id);
  const { resourceIds = [], resourceNames = [] } = request;
  for (const wanted of resourceIds)
    refuseMissing(
      id,
      'id',
      wanted,
      there.some((each) => each.id === wanted),
    );
  for (const wanted of resourceNames)
    refuseMissing(
      id,
      'name',
      wanted,
      there.some((each) => each.name === wanted),
    );
  const all = resourceIds.length + resourceNames.length === 0;
  const resources: Resource[] = [];
  for (const { id: resourceId, name } of there) {
    if (!all && !resourceIds.includes(resourceId) && !resourceNames.includes(name)) continue;
    resources.push({ name, bytes: await resourceBytes(reader, id, name) });
  }
  return deploy(engine, {
    name: earlier.name,
    source: request.source ?? earlier.source,
    resources,
    filterDuplicates: false,
    changedOnly: false,
    refuseLate: false,
  });
}

function refuseMissing(deploymentId: string, by: 'id' | 'name', wanted: string, isThere: boolean): void {
  if (isThere) return;
  throw new NotFound(
    `cannot find deployment resource with ${by} '${wanted}' for deployment with id '${deploymentId}'`,
    'InvalidRequestException',
    0,
  );
}
