import { Type } from 'typebox';
import { modifyProcessInstance } from '../../commands/modify-process-instance.ts';
import { InstructionIn, readInstructions } from '../modification/instructions.ts';
import type { Resource } from '../rest-app.ts';
import { ErrorOut, IdParams, NoContent } from '../wire/schema.ts';

/** `POST /process-instance/{id}/modification`: tokens set and taken by hand. */
export const processInstanceModification: Resource = (app, engine) => {
  app.post(
    '/process-instance/:id/modification',
    {
      schema: {
        tags: ['Process Instance'],
        params: IdParams,
        body: Type.Object({
          instructions: Type.Optional(Type.Array(InstructionIn)),
          skipCustomListeners: Type.Optional(Type.Boolean()),
          skipIoMappings: Type.Optional(Type.Boolean()),
          annotation: Type.Optional(Type.String()),
        }),
        response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ params: { id }, body: { instructions = [], skipCustomListeners, skipIoMappings } }, reply) => {
      if (instructions.length > 0) {
        await modifyProcessInstance(engine, id, {
          instructions: readInstructions(instructions, 'one instance'),
          skips: { skipCustomListeners, skipIoMappings },
        });
      }
      return reply.code(204).send();
    },
  );
};
