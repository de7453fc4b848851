import { request } from '../../desk/shell/http.ts';

/** A definition that a deployment made. */
export interface PublishedDefinition {
  id: string;
  key: string;
  name: string | null;
  version: number;
}

interface DeploymentAnswer {
  id: string;
  deployedProcessDefinitions: Record<string, PublishedDefinition> | null;
  deployedDecisionDefinitions: Record<string, PublishedDefinition> | null;
}

/** The deployment source by which the engine tells the modeler's deployments from others. */
export const SOURCE = 'modeler';

/**
 * Publishes a file. Answers the new versions; empty when nothing differs from the newest one.
 * @throws Refusal when the engine does not take it; its body may name the elements (see refusal/).
 */
export async function publish(deploymentName: string, fileName: string, xml: string): Promise<PublishedDefinition[]> {
  const form = new FormData();
  form.append('deployment-name', deploymentName);
  form.append('deployment-source', SOURCE);
  form.append('enable-duplicate-filtering', 'true');
  form.append('deploy-changed-only', 'true');
  form.append('refuse-late-failures', 'true');
  form.append(fileName, new Blob([xml], { type: 'text/xml' }), fileName);
  const answer = await request<DeploymentAnswer>('/engine-rest/deployment/create', { method: 'POST', body: form });
  return [
    ...Object.values(answer.deployedProcessDefinitions ?? {}),
    ...Object.values(answer.deployedDecisionDefinitions ?? {}),
  ];
}
