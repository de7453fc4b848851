import { Type } from 'typebox';
import type { Resource } from './rest-app.ts';

/** `/engine`: the engines of this server, of which there is one. */
export const engineNames: Resource = (app) => {
  app.get(
    '/engine',
    { schema: { tags: ['Engine'], response: { 200: Type.Array(Type.Object({ name: Type.String() })) } } },
    async () => [{ name: 'default' }],
  );
};
