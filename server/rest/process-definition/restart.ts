import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { instanceRestart } from '../../commands/batches/instance-restart.ts';
import { historicInstanceList } from '../../commands/lists.ts';
import { type Restart, restartOperation, restartProcessInstances } from '../../commands/restart-process-instance.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { HistoricInstanceFilter } from '../history/process-instance.ts';
import { InstructionIn, readInstructions } from '../modification/instructions.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { requireDefinition } from '../wire/require-definition.ts';
import { ErrorOut, IdParams, NoContent, TextList } from '../wire/schema.ts';

const RestartIn = Type.Object({
  processInstanceIds: Type.Optional(TextList),
  historicProcessInstanceQuery: queryIn(HistoricInstanceFilter),
  instructions: Type.Optional(Type.Array(InstructionIn)),
  initialVariables: Type.Optional(Type.Boolean()),
  withoutBusinessKey: Type.Optional(Type.Boolean()),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
});

/** `/process-definition/{id}/restart` and its twin by a batch: ended instances start once more. */
export const restartProcessInstance: Resource = (app, engine) => {
  const read = async (id: string, body: Static<typeof RestartIn>): Promise<{ ids: string[]; restart: Restart }> => {
    const instructions = readInstructions(body.instructions ?? [], 'start');
    if (instructions.length === 0)
      throw new RequestError(400, 'Restart instructions cannot be empty: instructions is empty');
    const found = await idsFoundBy(engine, historicInstanceList, body.historicProcessInstanceQuery);
    const ids = [...new Set([...(body.processInstanceIds ?? []), ...found])];
    if (ids.length === 0) throw new RequestError(400, 'processInstanceIds is empty');
    const restart = {
      definitionId: requireDefinition(engine, id),
      instructions,
      skips: { skipCustomListeners: body.skipCustomListeners, skipIoMappings: body.skipIoMappings },
      initialVariables: body.initialVariables ?? false,
      withoutBusinessKey: body.withoutBusinessKey ?? false,
    };
    return { ids, restart };
  };
  const base = { tags: ['Process Definition'], params: IdParams, body: RestartIn };
  const refusals = { '4xx': ErrorOut, 500: ErrorOut };

  app.post(
    '/process-definition/:id/restart',
    { schema: { ...base, response: { 204: NoContent, ...refusals } } },
    async ({ params: { id }, body, engine }, reply) => {
      const { ids, restart } = await read(id, body);
      await restartProcessInstances(engine, ids, restart);
      return reply.code(204).send();
    },
  );

  app.post(
    '/process-definition/:id/restart-async',
    { schema: { ...base, response: { 200: BatchOut, ...refusals } } },
    async ({ params: { id }, body, engine }) => {
      const { ids, restart } = await read(id, body);
      const operation = restartOperation(engine, restart);
      return writeBatch(await createBatch(engine, instanceRestart, { ids, settings: restart, operation }));
    },
  );
};
