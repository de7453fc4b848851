import { type Static, Type } from 'typebox';
import { type StartedProcess, startProcess } from '../../commands/start-process.ts';
import { EngineError } from '../../engine/engine-error.ts';
import { InstructionIn, readInstructions } from '../modification/instructions.ts';
import type { Resource } from '../rest-app.ts';
import { absoluteUrl } from '../wire/absolute-url.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, LinkOut, NullableText, VariablesIn, VariablesOut } from '../wire/schema.ts';
import { readVariables, writeVariables } from '../wire/variables.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';

const StartIn = Type.Object({
  businessKey: Type.Optional(Type.String()),
  caseInstanceId: Type.Optional(Type.String()),
  variables: Type.Optional(VariablesIn),
  withVariablesInReturn: Type.Optional(Type.Boolean()),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
  startInstructions: Type.Optional(Type.Array(InstructionIn)),
});

export const StartedOut = Type.Object({
  links: Type.Array(LinkOut),
  id: Type.String(),
  definitionId: Type.String(),
  businessKey: NullableText,
  caseInstanceId: NullableText,
  ended: Type.Boolean(),
  suspended: Type.Boolean(),
  tenantId: NullableText,
  definitionKey: Type.String(),
  variables: Type.Optional(VariablesOut),
});

/** A just started instance; `href` is where it can be read, when that is told. */
export function writeStarted(
  { instance, ended }: Pick<StartedProcess, 'instance' | 'ended'>,
  href?: string,
): Static<typeof StartedOut> {
  return {
    links: href === undefined ? [] : [{ method: 'GET', href, rel: 'self' }],
    id: instance.id,
    definitionId: instance.definitionId,
    businessKey: instance.businessKey,
    caseInstanceId: null,
    ended,
    suspended: instance.suspended,
    tenantId: null,
    definitionKey: instance.definitionKey,
  };
}

/** `…/start` and `…/submit-form`: a new instance. */
export const startProcessInstance: Resource = (app, engine) => {
  for (const { prefix, find } of SPELLINGS) {
    for (const verb of ['start', 'submit-form'] as const) {
      app.post(
        `${prefix}/${verb}`,
        {
          schema: {
            tags: ['Process Definition'],
            params: DefinitionParams,
            body: StartIn,
            response: { 200: StartedOut, '4xx': ErrorOut, 500: ErrorOut },
          },
        },
        async (request) => {
          const { body } = request;
          const { id } = find(engine, request.params);
          const started = await startProcess(request.engine, id, {
            businessKey: body.businessKey ?? null,
            variables: startVariables(id, body.variables),
            submitsForm: verb === 'submit-form',
            instructions: readInstructions(body.startInstructions ?? [], 'start'),
            skips: { skipCustomListeners: body.skipCustomListeners, skipIoMappings: body.skipIoMappings },
          });
          const answer = writeStarted(started, absoluteUrl(request, `/process-instance/${started.instance.id}`));
          return body.withVariablesInReturn ? { ...answer, variables: writeVariables(started.variables) } : answer;
        },
      );
    }
  }
};

/** A variable that cannot be read is worded as a failed start. */
function startVariables(definitionId: string, variables: Static<typeof VariablesIn> | undefined) {
  try {
    return readVariables(variables);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new RequestError(400, `Cannot instantiate process definition ${definitionId}: ${error.message}`);
  }
}
