import { Type } from 'typebox';
import { deploy } from '../../commands/deploy.ts';
import type { Resource } from '../rest-app.ts';
import { readForm, withForms } from '../wire/multipart-form.ts';
import { refuseNul } from '../wire/refuse-nul.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut } from '../wire/schema.ts';
import { DeployedOut, writeDeployed } from './deployed-out.ts';

/**
 * `/deployment/create`: a form upload whose parts with a filename are the resources. The query `refuse-late-failures` is our
 * own: an editor asks with it that a cell no one can read is refused, which the reference deploys. As a field of the form it
 * would be refused there: every field that the reference does not know must be a file.
 */
export const createDeployment: Resource = (app) => {
  withForms(app, (forms) => {
    forms.post(
      '/deployment/create',
      {
        schema: {
          tags: ['Deployment'],
          consumes: ['multipart/form-data'],
          querystring: Type.Object({ 'refuse-late-failures': Type.Optional(Type.Boolean()) }),
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
        if (resources.length === 0)
          throw new RequestError(400, 'No deployment resources contained in the form upload.');
        if (fields['tenant-id']) throw new RequestError(400, 'tenant-id: tenants are not supported, leave it out');
        const deployed = await deploy(request.engine, {
          name: fields['deployment-name'] ?? null,
          source: fields['deployment-source'] ?? null,
          resources,
          filterDuplicates: fields['enable-duplicate-filtering'] === 'true' || fields['deploy-changed-only'] === 'true',
          changedOnly: fields['deploy-changed-only'] === 'true',
          refuseLate: request.query['refuse-late-failures'] === true,
        });
        return writeDeployed(request, deployed);
      },
    );
  });
};
