import { Type } from 'typebox';
import { readTaskFormVariables } from '../../commands/read-task-form.ts';
import { readTaskVariables } from '../../commands/read-task-variables.ts';
import { setUserTaskVariables } from '../../commands/set-user-task-variables.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut, IdParams, TextList, VariablesOut } from '../wire/schema.ts';
import { variableRoutes } from '../wire/variable-routes.ts';
import { writeVariables } from '../wire/variables.ts';

/** `/task/{id}/variables`, `/localVariables` and `/form-variables`: what a task sees, and its own. */
export const taskVariables: Resource = (app, engine) => {
  variableRoutes(app, {
    path: '/task/:id/variables',
    tag: 'Task Variable',
    called: 'task',
    read: (id) => readTaskVariables(engine, id, 'visible'),
    write: (by, id, modifications, deletions) =>
      setUserTaskVariables(by, id, { modifications, deletions, local: false }),
  });
  variableRoutes(app, {
    path: '/task/:id/localVariables',
    tag: 'Task Local Variable',
    called: 'task',
    read: (id) => readTaskVariables(engine, id, 'local'),
    write: (by, id, modifications, deletions) =>
      setUserTaskVariables(by, id, { modifications, deletions, local: true }),
  });

  app.get(
    '/task/:id/form-variables',
    {
      schema: {
        tags: ['Task'],
        params: IdParams,
        querystring: Type.Object({
          variableNames: Type.Optional(TextList),
          deserializeValues: Type.Optional(Type.Boolean()),
        }),
        response: { 200: VariablesOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => {
      const all = await readTaskFormVariables(engine, params.id);
      const wanted = query.variableNames;
      const shown = wanted ? Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))) : all;
      return writeVariables(shown, query.deserializeValues ?? true);
    },
  );
};
