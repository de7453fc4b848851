import { Type } from 'typebox';
import { externalTaskList, topicNames } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { plainText } from '../wire/plain-text.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateIn, ErrorOut, Flag, IdParams, TextList, VariableConditions } from '../wire/schema.ts';
import { ExternalTaskOut, writeExternalTask } from './external-task-out.ts';

export const ExternalTaskFilter = Type.Object({
  externalTaskId: Type.String(),
  externalTaskIdIn: TextList,
  topicName: Type.String(),
  workerId: Type.String(),
  locked: Flag,
  notLocked: Flag,
  withRetriesLeft: Flag,
  noRetriesLeft: Flag,
  lockExpirationBefore: DateIn,
  lockExpirationAfter: DateIn,
  activityId: Type.String(),
  activityIdIn: TextList,
  executionId: Type.String(),
  processInstanceId: Type.String(),
  processInstanceIdIn: TextList,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processDefinitionKeyIn: TextList,
  processVariables: VariableConditions,
  priorityHigherThanOrEquals: Type.Integer(),
  priorityLowerThanOrEquals: Type.Integer(),
  active: Flag,
  suspended: Flag,
  tenantIdIn: TextList,
});

/** `/external-task`: what waits for workers, read only. */
export const externalTask: Resource = (app, engine) => {
  const tags = ['External Task'];
  const find = async (id: string) => {
    const task = await externalTaskList.find(engine.store.reader, id);
    if (!task) throw new RequestError(404, `External task with id ${id} does not exist`, 'RestException');
    return task;
  };

  listRoutes(app, engine, {
    path: '/external-task',
    tag: 'External Task',
    filter: ExternalTaskFilter,
    source: externalTaskList,
    item: ExternalTaskOut,
    write: (task) => writeExternalTask(task, task.definitionVersionTag),
    post: true,
  });

  app.get(
    '/external-task/topic-names',
    {
      schema: {
        tags,
        querystring: Type.Partial(
          Type.Object({ withLockedTasks: Flag, withUnlockedTasks: Flag, withRetriesLeft: Flag }),
        ),
        response: { 200: Type.Array(Type.String()) },
      },
    },
    (request) => topicNames(engine.store.reader, { ...request.query, now: engine.clock.now() }),
  );

  app.get(
    '/external-task/:id',
    { schema: { tags, params: IdParams, response: { 200: ExternalTaskOut, '4xx': ErrorOut } } },
    async ({ params }) => {
      const task = await find(params.id);
      return writeExternalTask(task, task.definitionVersionTag);
    },
  );

  app.get('/external-task/:id/errorDetails', { schema: { tags, params: IdParams } }, async ({ params }, reply) =>
    plainText(reply, (await find(params.id)).errorDetails),
  );
};
