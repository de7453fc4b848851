import { type Static, Type } from 'typebox';
import { type Correlation, correlateMessage } from '../commands/correlate-message.ts';
import { StartedOut, writeStarted } from './process-definition/start.ts';
import type { Resource } from './rest-app.ts';
import { RequestError } from './wire/request-error.ts';
import { ErrorOut, NoContent, NullableText, VariablesIn, VariablesOut } from './wire/schema.ts';
import { readVariables, writeVariables } from './wire/variables.ts';
import { worded } from './wire/worded.ts';

const MessageIn = Type.Object({
  messageName: Type.Optional(Type.String()),
  businessKey: Type.Optional(Type.String()),
  tenantId: Type.Optional(Type.String()),
  withoutTenantId: Type.Optional(Type.Boolean()),
  processInstanceId: Type.Optional(Type.String()),
  correlationKeys: Type.Optional(VariablesIn),
  localCorrelationKeys: Type.Optional(VariablesIn),
  processVariables: Type.Optional(VariablesIn),
  processVariablesLocal: Type.Optional(VariablesIn),
  processVariablesToTriggeredScope: Type.Optional(VariablesIn),
  all: Type.Optional(Type.Boolean()),
  resultEnabled: Type.Optional(Type.Boolean()),
  variablesInResultEnabled: Type.Optional(Type.Boolean()),
});

const ExecutionOut = Type.Object({
  id: Type.String(),
  processInstanceId: Type.String(),
  ended: Type.Boolean(),
  tenantId: NullableText,
});
const ResultOut = Type.Object({
  resultType: Type.String(),
  execution: Type.Union([ExecutionOut, Type.Null()]),
  processInstance: Type.Union([StartedOut, Type.Null()]),
  variables: Type.Optional(VariablesOut),
});

/** `/message`: wakes who waits for it, or starts what begins with it. */
export const message: Resource = (app) => {
  app.post(
    '/message',
    {
      schema: {
        tags: ['Message'],
        body: MessageIn,
        response: { 200: Type.Array(ResultOut), 204: NoContent, '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ body, engine }, reply) => {
      if (body.messageName === undefined) throw new RequestError(400, 'No message name supplied');
      if (body.variablesInResultEnabled && !body.resultEnabled) {
        throw new RequestError(
          400,
          "Parameter 'variablesInResultEnabled' cannot be used without 'resultEnabled' set to true.",
        );
      }
      if (body.tenantId !== undefined && body.withoutTenantId) {
        throw new RequestError(400, "Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'.");
      }
      const processVariables = worded('Cannot deliver message', () => readVariables(body.processVariables));
      const correlations = await correlateMessage(engine, {
        messageName: body.messageName,
        businessKey: body.businessKey ?? null,
        processInstanceId: body.processInstanceId ?? null,
        correlationKeys: readVariables(body.correlationKeys),
        localCorrelationKeys: readVariables(body.localCorrelationKeys),
        processVariables,
        processVariablesLocal: readVariables({
          ...body.processVariablesLocal,
          ...body.processVariablesToTriggeredScope,
        }),
        all: body.all ?? false,
      });
      if (!body.resultEnabled) return reply.code(204).send();
      return correlations.map((correlation) => writeCorrelation(correlation, body.variablesInResultEnabled ?? false));
    },
  );
};

function writeCorrelation(correlation: Correlation, withVariables: boolean): Static<typeof ResultOut> {
  const variables = withVariables ? { variables: writeVariables(correlation.variables) } : {};
  if (correlation.kind === 'execution') {
    const { executionId, processInstanceId } = correlation;
    return {
      resultType: 'Execution',
      execution: { id: executionId, processInstanceId, ended: true, tenantId: null },
      processInstance: null,
      ...variables,
    };
  }
  return {
    resultType: 'ProcessDefinition',
    execution: null,
    processInstance: writeStarted(correlation),
    ...variables,
  };
}
