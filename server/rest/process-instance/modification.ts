import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { instanceModification } from '../../commands/batches/instance-modification.ts';
import { instanceList } from '../../commands/lists.ts';
import { modificationOperation, modifyProcessInstance, notRunning } from '../../commands/modify-process-instance.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { InstructionIn, readInstructions } from '../modification/instructions.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, IdParams, NoContent } from '../wire/schema.ts';

const ModificationIn = Type.Object({
  instructions: Type.Optional(Type.Array(InstructionIn)),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
  annotation: Type.Optional(Type.String()),
});

/** `POST /process-instance/{id}/modification` and its twin by a batch: tokens set and taken by hand. */
export const processInstanceModification: Resource = (app) => {
  const base = { tags: ['Process Instance'], params: IdParams, body: ModificationIn };
  const read = (body: Static<typeof ModificationIn>) => ({
    instructions: readInstructions(body.instructions ?? [], 'one instance'),
    skips: { skipCustomListeners: body.skipCustomListeners, skipIoMappings: body.skipIoMappings },
    annotation: body.annotation ?? null,
  });

  app.post(
    '/process-instance/:id/modification',
    { schema: { ...base, response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut } } },
    async ({ engine, params: { id }, body }, reply) => {
      const asked = read(body);
      if (asked.instructions.length > 0) await modifyProcessInstance(engine, id, asked);
      return reply.code(204).send();
    },
  );

  app.post(
    '/process-instance/:id/modification-async',
    { schema: { ...base, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async ({ engine, params: { id }, body }) => {
      const asked = read(body);
      if (asked.instructions.length === 0) throw new RequestError(400, 'instructions: there are none');
      const instance = await instanceList.find(engine.store.reader, id);
      if (!instance) throw notRunning(id);
      const settings = { ...asked, definitionId: instance.definitionId };
      const operation = modificationOperation(engine, instance.definitionId, settings);
      return writeBatch(await createBatch(engine, instanceModification, { ids: [id], settings, operation }));
    },
  );
};
