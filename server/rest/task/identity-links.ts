import { type Static, Type } from 'typebox';
import { addTaskIdentityLink } from '../../commands/add-task-identity-link.ts';
import { deleteTaskIdentityLink } from '../../commands/delete-task-identity-link.ts';
import { userTaskList } from '../../commands/lists.ts';
import { NotFound } from '../../commands/refusals.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, IdParams, NoContent, NullableText } from '../wire/schema.ts';

const LinkOut = Type.Object({ userId: NullableText, groupId: NullableText, type: Type.String() });
const LinkIn = Type.Object({
  userId: Type.Optional(Type.String()),
  groupId: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
});

/** `/task/{id}/identity-links`: who has to do with a task; the assignee and the owner are listed too. */
export const taskIdentityLinks: Resource = (app, engine) => {
  const base = { tags: ['Task Identity Link'], params: IdParams };

  app.get(
    '/task/:id/identity-links',
    {
      schema: {
        ...base,
        querystring: Type.Object({ type: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(LinkOut), '4xx': ErrorOut },
      },
    },
    async ({ params: { id }, query: { type } }) => {
      const task = await userTaskList.find(engine.store.reader, id);
      if (!task) throw new NotFound(`Cannot find task with id ${id}: task is null`, 'NullValueException', 0);
      const links = [...task.candidates];
      if (task.assignee !== null) links.push({ userId: task.assignee, groupId: null, type: 'assignee' });
      if (task.owner !== null) links.push({ userId: task.owner, groupId: null, type: 'owner' });
      return type === undefined ? links : links.filter((link) => link.type === type);
    },
  );

  app.post(
    '/task/:id/identity-links',
    { schema: { ...base, body: LinkIn, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, body, engine }, reply) => {
      await addTaskIdentityLink(engine, params.id, readLink(body));
      return reply.code(204).send();
    },
  );

  app.post(
    '/task/:id/identity-links/delete',
    { schema: { ...base, body: LinkIn, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, body, engine }, reply) => {
      await deleteTaskIdentityLink(engine, params.id, readLink(body));
      return reply.code(204).send();
    },
  );
};

function readLink({ userId, groupId, type }: Static<typeof LinkIn>) {
  if (userId !== undefined && groupId !== undefined) {
    throw new RequestError(400, 'Identity Link requires userId or groupId, but not both.');
  }
  if (userId === undefined && groupId === undefined)
    throw new RequestError(400, 'Identity Link requires userId or groupId.');
  if (type === undefined) throw new RequestError(400, 'type is null');
  return { userId: userId ?? null, groupId: groupId ?? null, type };
}
