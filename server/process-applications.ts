import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy } from './commands/deploy.ts';
import type { EngineContext } from './commands/engine-context.ts';

/** A folder of files that belong together and are deployed together. */
export interface ProcessApplication {
  name: string;
  resources: { name: string; bytes: Uint8Array }[];
}

/** What marks deployments of this server, so that a changed folder is compared with what it was before. */
const SOURCE = 'processes';
const DEPLOYED = /\.(bpmn|dmn|form)$/;

/** The process applications in a folder: each sub-folder with at least one model. @throws when the folder cannot be read */
export async function readProcessApplications(directory: string): Promise<ProcessApplication[]> {
  const applications: ProcessApplication[] = [];
  for (const folder of await readdir(directory, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const files = (await readdir(join(directory, folder.name))).filter((file) => DEPLOYED.test(file)).sort();
    const resources = await Promise.all(
      files.map(async (name) => ({ name, bytes: await readFile(join(directory, folder.name, name)) })),
    );
    if (resources.length > 0) applications.push({ name: folder.name, resources });
  }
  return applications.sort((a, b) => a.name.localeCompare(b.name));
}

/** Deploys to the engine in this process; files that did not change keep their versions. @throws DeploymentRefused */
export async function deployHere(engine: EngineContext, { name, resources }: ProcessApplication): Promise<void> {
  await deploy(engine, {
    name,
    source: SOURCE,
    resources,
    filterDuplicates: true,
    changedOnly: true,
    refuseLate: true,
  });
}

/** The same at an engine elsewhere. @throws Error with its reason when it refuses */
export async function deployThere(engineUrl: string, { name, resources }: ProcessApplication): Promise<void> {
  const form = new FormData();
  form.set('deployment-name', name);
  form.set('deployment-source', SOURCE);
  form.set('enable-duplicate-filtering', 'true');
  form.set('deploy-changed-only', 'true');
  for (const resource of resources) form.set(resource.name, new Blob([new Uint8Array(resource.bytes)]), resource.name);
  const answer = await fetch(`${engineUrl}/deployment/create`, { method: 'POST', body: form });
  if (!answer.ok)
    throw new Error(`${engineUrl} refused the deployment '${name}': ${answer.status} ${await answer.text()}`);
}
