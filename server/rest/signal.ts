import { Type } from 'typebox';
import { broadcastSignal } from '../commands/broadcast-signal.ts';
import type { Resource } from './rest-app.ts';
import { RequestError } from './wire/request-error.ts';
import { ErrorOut, NoContent, VariablesIn } from './wire/schema.ts';
import { readVariables } from './wire/variables.ts';

const SignalIn = Type.Object({
  name: Type.Optional(Type.String()),
  executionId: Type.Optional(Type.String()),
  variables: Type.Optional(VariablesIn),
  tenantId: Type.Optional(Type.String()),
  withoutTenantId: Type.Optional(Type.Boolean()),
});

/** `/signal`: tells everybody who listens. */
export const signal: Resource = (app) => {
  app.post(
    '/signal',
    { schema: { tags: ['Signal'], body: SignalIn, response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut } } },
    async ({ body, engine }, reply) => {
      if (body.name === undefined) throw new RequestError(400, 'No signal name given');
      await broadcastSignal(engine, {
        name: body.name,
        variables: readVariables(body.variables),
        ...(body.executionId === undefined ? {} : { executionId: body.executionId }),
      });
      return reply.code(204).send();
    },
  );
};
