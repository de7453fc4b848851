import { readExecutionVariables } from '../../commands/read-execution-variables.ts';
import { setExecutionVariables } from '../../commands/set-execution-variables.ts';
import type { Resource } from '../rest-app.ts';
import { variableRoutes } from '../wire/variable-routes.ts';

/** `/process-instance/{id}/variables`: those of the instance itself. */
export const processInstanceVariables: Resource = (app, engine) => {
  variableRoutes(app, {
    path: '/process-instance/:id/variables',
    tag: 'Process Instance',
    called: 'process instance',
    read: (id) => readExecutionVariables(engine, id, 'visible'),
    write: (by, id, modifications, deletions) =>
      setExecutionVariables(by, id, { modifications, deletions, local: true }),
  });
};
