import type { Knex } from 'knex';

/** One version of a deployed form. */
export interface DeployedForm {
  /** The `id` in the form's own text. */
  key: string;
  version: number;
  deploymentId: string;
  bytes: Buffer;
}

/**
 * The deployed forms (`.form` files) of a key, the oldest first; versions count them. Forms are few and small: they are
 * read from the deployed files whenever one is asked for.
 */
export async function formsOf(reader: Knex, key: string): Promise<DeployedForm[]> {
  const rows: { deploymentId: string; bytes: Buffer }[] = await reader('definition_resource as r')
    .join('definition_deployment as d', 'd.id', 'r.deployment_id')
    .select({ deploymentId: 'r.deployment_id', bytes: 'r.bytes' })
    .where('r.name', 'like', '%.form')
    .orderBy([{ column: 'd.deployed_at' }, { column: 'd.id' }, { column: 'r.name' }]);
  return rows.filter(({ bytes }) => keyOf(bytes) === key).map((row, index) => ({ key, version: index + 1, ...row }));
}

function keyOf(bytes: Buffer): unknown {
  try {
    const form: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof form === 'object' && form !== null && 'id' in form ? form.id : undefined;
  } catch {
    return undefined;
  }
}
