import { Type } from 'typebox';
import { evaluateCondition } from '../commands/evaluate-condition.ts';
import { StartedOut, writeStarted } from './process-definition/start.ts';
import type { Resource } from './rest-app.ts';
import { RequestError } from './wire/request-error.ts';
import { ErrorOut, VariablesIn } from './wire/schema.ts';
import { readVariables } from './wire/variables.ts';

const ConditionIn = Type.Object({
  variables: Type.Optional(VariablesIn),
  businessKey: Type.Optional(Type.String()),
  processDefinitionId: Type.Optional(Type.String()),
  tenantId: Type.Optional(Type.String()),
  withoutTenantId: Type.Optional(Type.Boolean()),
});

/** `/condition`: starts what begins when a condition holds. */
export const condition: Resource = (app) => {
  app.post(
    '/condition',
    {
      schema: {
        tags: ['Condition'],
        body: ConditionIn,
        response: { 200: Type.Array(StartedOut), '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ body, engine }) => {
      if (body.tenantId !== undefined && body.withoutTenantId)
        throw new RequestError(400, "Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'.");
      const started = await evaluateCondition(engine, {
        variables: readVariables(body.variables),
        businessKey: body.businessKey ?? null,
        processDefinitionId: body.processDefinitionId ?? null,
      });
      return started.map((one) => writeStarted(one));
    },
  );
};
