import { Type } from 'typebox';
import { deleteProcessDefinitions } from '../../commands/delete-process-definitions.ts';
import { processDefinitionList } from '../../commands/lists.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut, NoContent } from '../wire/schema.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';

const Options = Type.Object({
  cascade: Type.Optional(Type.Boolean()),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
});

/** `DELETE /process-definition/…`: one version by its id, or every version of a key. */
export const deleteDefinitions: Resource = (app) => {
  for (const { prefix, find } of SPELLINGS) {
    app.delete(
      prefix,
      {
        schema: {
          tags: ['Process Definition'],
          params: DefinitionParams,
          querystring: Options,
          response: { 204: NoContent, '4xx': ErrorOut },
        },
      },
      async ({ params, query: { cascade = false, ...skips }, engine }, reply) => {
        const { id, key } = find(engine, params);
        const ids = params.key === undefined ? [id] : await processDefinitionList.ids(engine.store.reader, { key });
        await deleteProcessDefinitions(engine, ids, { cascade, ...skips });
        return reply.code(204).send();
      },
    );
  }
};
