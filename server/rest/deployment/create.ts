import { Type } from 'typebox';
import { deploy } from '../../commands/deploy.ts';
import { DecisionDefinitionOut, writeDecisionDefinition } from '../decision-definition/decision-definition.ts';
import { ProcessDefinitionOut, writeProcessDefinition } from '../process-definition/process-definition-out.ts';
import type { Resource } from '../rest-app.ts';
import { absoluteUrl } from '../wire/absolute-url.ts';
import { readForm } from '../wire/multipart-form.ts';
import { refuseNul } from '../wire/refuse-nul.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut } from '../wire/schema.ts';
import { DeploymentOut, writeDeployment } from './deployment-out.ts';

const RequirementsOut = Type.Object({
  id: Type.String(),
  key: Type.String(),
  name: Type.Unknown(),
  version: Type.Integer(),
});
const orNull = <T extends Parameters<typeof Type.Record>[1]>(item: T) =>
  Type.Union([Type.Record(Type.String(), item), Type.Null()]);

/** What was deployed, by definition id; null where there is nothing of the kind. */
const DeployedOut = Type.Object({
  ...DeploymentOut.properties,
  deployedProcessDefinitions: orNull(ProcessDefinitionOut),
  deployedCaseDefinitions: Type.Null(),
  deployedDecisionDefinitions: orNull(DecisionDefinitionOut),
  deployedDecisionRequirementsDefinitions: orNull(RequirementsOut),
});

/** `/deployment/create`: a form upload whose parts with a filename are the resources. */
export const createDeployment: Resource = (app, engine) => {
  app.post(
    '/deployment/create',
    {
      schema: {
        tags: ['Deployment'],
        consumes: ['multipart/form-data'],
        response: { 200: DeployedOut, '4xx': ErrorOut },
      },
    },
    async (request) => {
      const { fields, files } = await readForm(request);
      refuseNul(fields);
      const resources = files
        .filter(({ filename, field }) => filename !== '' || field.includes('.'))
        .map(({ filename, field, bytes }) => ({ name: filename || field, bytes }));
      refuseNul(resources.map(({ name }) => name));
      if (resources.length === 0) throw new RequestError(400, 'No deployment resources contained in the form upload.');
      if (fields['tenant-id']) throw new RequestError(400, 'tenant-id: tenants are not supported, leave it out');
      const deployed = await deploy(engine, {
        name: fields['deployment-name'] ?? null,
        source: fields['deployment-source'] ?? null,
        resources,
        filterDuplicates: fields['enable-duplicate-filtering'] === 'true' || fields['deploy-changed-only'] === 'true',
        changedOnly: fields['deploy-changed-only'] === 'true',
      });
      const { deployment, processes, decisions, requirements } = deployed;
      return {
        ...writeDeployment(deployment),
        links: [{ method: 'GET', href: absoluteUrl(request, `/deployment/${deployment.id}`), rel: 'self' }],
        deployedProcessDefinitions: byId(processes.map(writeProcessDefinition)),
        deployedCaseDefinitions: null,
        deployedDecisionDefinitions: byId(decisions.map(writeDecisionDefinition)),
        deployedDecisionRequirementsDefinitions: byId(
          requirements.map(({ id, key, name, version }) => ({ id, key, name, version })),
        ),
      };
    },
  );
};

function byId<T extends { id: string }>(items: T[]): Record<string, T> | null {
  return items.length === 0 ? null : Object.fromEntries(items.map((item) => [item.id, item]));
}
