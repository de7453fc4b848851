import { Type } from 'typebox';
import type { Resource } from './rest-app.ts';

/** The version of the contract that is kept; tools of that line read it to know what they may ask. */
const CONTRACT_VERSION = '7.23.0';

/** `/version`. */
export const version: Resource = (app) => {
  app.get(
    '/version',
    { schema: { tags: ['Version'], response: { 200: Type.Object({ version: Type.String() }) } } },
    async () => ({ version: CONTRACT_VERSION }),
  );
};
