import { type Static, Type } from 'typebox';
import { createTask } from '../../commands/create-task.ts';
import { deleteTask } from '../../commands/delete-task.ts';
import { annotatedTasks, candidateGroupCounts, userTaskList } from '../../commands/lists.ts';
import { readDeployedTaskForm, readTaskFormKey, renderTaskForm } from '../../commands/read-task-form.ts';
import { NotFound } from '../../commands/refusals.ts';
import { updateUserTask } from '../../commands/update-user-task.ts';
import type { Resource } from '../rest-app.ts';
import { FormOut, sendDeployedForm, sendRenderedForm } from '../wire/form.ts';
import { listRoutes } from '../wire/list-routes.ts';
import { DateIn, ErrorOut, IdParams, NoContent, NullableText } from '../wire/schema.ts';
import { TaskFilter } from './task-filter.ts';
import { TaskOut, writeTask } from './task-out.ts';

const GroupCountOut = Type.Object({ groupName: NullableText, taskCount: Type.Integer() });

/** What a task says of itself, and may be told to say. */
const TaskFields = {
  name: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  assignee: Type.Optional(Type.String()),
  owner: Type.Optional(Type.String()),
  delegationState: Type.Optional(
    Type.Unsafe<'PENDING' | 'RESOLVED'>({ type: 'string', enum: ['PENDING', 'RESOLVED'] }),
  ),
  due: Type.Optional(DateIn),
  followUp: Type.Optional(DateIn),
  parentTaskId: Type.Optional(Type.String()),
  priority: Type.Optional(Type.Integer()),
};
const Fields = Type.Object(TaskFields);

/** `/task`: what waits for people, read; and what a task says of itself. */
export const task: Resource = (app, engine) => {
  const tags = ['Task'];
  const find = async (id: string) => {
    const found = await userTaskList.find(engine.store.reader, id);
    if (!found) throw new NotFound(`No matching task with id ${id}`);
    return found;
  };

  /** Whether tasks have comments and attachments, when the query asks for it. */
  const told = async (
    tasks: Static<typeof TaskOut>[],
    { withCommentAttachmentInfo }: { withCommentAttachmentInfo?: boolean },
  ) => {
    if (!withCommentAttachmentInfo) return tasks;
    const having = await annotatedTasks(
      engine.store.reader,
      tasks.map((one) => one.id),
    );
    return tasks.map((one) => ({
      ...one,
      comment: having.comment.has(one.id),
      attachment: having.attachment.has(one.id),
    }));
  };

  listRoutes(app, engine, {
    path: '/task',
    tag: 'Task',
    filter: TaskFilter,
    source: userTaskList,
    item: TaskOut,
    write: writeTask,
    complete: told,
    post: true,
    orQueries: true,
  });

  app.get(
    '/task/report/candidate-group-count',
    { schema: { tags, response: { 200: Type.Array(GroupCountOut), '4xx': ErrorOut } } },
    async () => {
      const counts = await candidateGroupCounts(engine.store.reader);
      return counts.map(({ group, count }) => ({ groupName: group, taskCount: count }));
    },
  );

  app.get(
    '/task/:id',
    {
      schema: {
        tags,
        params: IdParams,
        querystring: Type.Object({ withCommentAttachmentInfo: Type.Optional(Type.Boolean()) }),
        response: { 200: TaskOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => {
      const [found] = await told([writeTask(await find(params.id))], query);
      return found!;
    },
  );

  app.post(
    '/task/create',
    {
      schema: {
        tags,
        body: Type.Object({ id: Type.Optional(Type.String()), ...TaskFields }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ body, engine }, reply) => {
      await createTask(engine, { id: body.id ?? null, ...readFields(body) });
      return reply.code(204).send();
    },
  );

  app.put(
    '/task/:id',
    {
      schema: {
        tags,
        params: IdParams,
        body: Fields,
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ params, body, engine }, reply) => {
      // The whole task is put: what is left out is emptied.
      await updateUserTask(engine, params.id, readFields(body));
      return reply.code(204).send();
    },
  );

  app.delete(
    '/task/:id',
    {
      schema: { tags, params: IdParams, response: { 204: NoContent, '4xx': ErrorOut } },
      config: { errorType: { RestException: 'ProcessEngineException' } },
    },
    async ({ params, engine }, reply) => {
      // One that is not there is none to delete.
      if (await userTaskList.find(engine.store.reader, params.id)) await deleteTask(engine, params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/task/:id/form',
    { schema: { tags, params: IdParams, response: { 200: FormOut, '4xx': ErrorOut } } },
    async ({ params }) => {
      const { formKey, formRef } = await find(params.id);
      const key = await readTaskFormKey(engine, params.id, formKey);
      return { key, camundaFormRef: formRef, operatonFormRef: formRef, contextPath: null };
    },
  );

  app.get(
    '/task/:id/rendered-form',
    { schema: { tags, params: IdParams, response: { '4xx': ErrorOut } } },
    async ({ params }, reply) => sendRenderedForm(reply, await renderTaskForm(engine, params.id), `task ${params.id}`),
  );

  app.get(
    '/task/:id/deployed-form',
    { schema: { tags, params: IdParams, response: { '4xx': ErrorOut } } },
    async ({ params }, reply) => sendDeployedForm(reply, await readDeployedTaskForm(engine, params.id)),
  );
};

function readFields(body: Static<typeof Fields>) {
  return {
    name: body.name ?? null,
    description: body.description ?? null,
    assignee: body.assignee ?? null,
    owner: body.owner ?? null,
    delegationState: body.delegationState ?? null,
    dueAt: body.due ?? null,
    followUpAt: body.followUp ?? null,
    parentTaskId: body.parentTaskId ?? null,
    priority: body.priority ?? 0,
  };
}
