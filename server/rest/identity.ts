import { Type } from 'typebox';
import type { Resource } from './rest-app.ts';
import { RequestError } from './wire/request-error.ts';
import { ErrorOut, NullableText } from './wire/schema.ts';

const GroupOut = Type.Object({ id: Type.String(), name: Type.String() });
const UserOut = Type.Object({
  id: Type.String(),
  firstName: NullableText,
  lastName: NullableText,
  displayName: NullableText,
});

/** `/identity/…`. The engine keeps neither users nor groups: nobody is in a group, and no password is right. */
export const identity: Resource = (app) => {
  const tags = ['Identity'];
  app.get(
    '/identity/groups',
    {
      schema: {
        tags,
        querystring: Type.Object({ userId: Type.Optional(Type.String()) }),
        response: {
          200: Type.Object({ groups: Type.Array(GroupOut), groupUsers: Type.Array(UserOut) }),
          '4xx': ErrorOut,
        },
      },
    },
    async ({ query }) => {
      if (query.userId === undefined) throw new RequestError(400, 'No user id was supplied');
      return { groups: [], groupUsers: [] };
    },
  );

  app.post(
    '/identity/verify',
    {
      schema: {
        tags,
        body: Type.Object({ username: Type.Optional(Type.String()), password: Type.Optional(Type.String()) }),
        response: {
          200: Type.Object({
            authenticatedUser: Type.String(),
            groups: Type.Null(),
            tenants: Type.Null(),
            authenticated: Type.Boolean(),
          }),
          '4xx': ErrorOut,
        },
      },
    },
    async ({ body }) => {
      if (body.username === undefined || body.password === undefined) {
        throw new RequestError(400, 'Username and password are required');
      }
      return { authenticatedUser: body.username, groups: null, tenants: null, authenticated: false };
    },
  );
};
