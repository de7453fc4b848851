import type { Knex } from 'knex';

/** A deployed file without its bytes. */
export interface DeployedResource {
  id: string;
  deploymentId: string;
  name: string;
}

/** There is no such file in the deployment. */
export class ResourceNotFound extends Error {
  constructor(deploymentId: string, name: string) {
    super(`deployment ${deploymentId} holds no file named ${name}`);
    this.name = 'ResourceNotFound';
  }
}

/** The files of a deployment by name; none when there is no such deployment. */
export async function resourcesOf(reader: Knex, deploymentId: string): Promise<DeployedResource[]> {
  return reader('definition_resource')
    .select({ id: 'id', deploymentId: 'deployment_id', name: 'name' })
    .where('deployment_id', deploymentId)
    .orderBy('name');
}

/** The bytes of a deployed file, exactly as they came. @throws ResourceNotFound */
export async function resourceBytes(reader: Knex, deploymentId: string, name: string): Promise<Buffer> {
  const row: { bytes: Buffer } | undefined = await reader('definition_resource')
    .select('bytes')
    .where({ deployment_id: deploymentId, name })
    .first();
  if (!row) throw new ResourceNotFound(deploymentId, name);
  return row.bytes;
}
