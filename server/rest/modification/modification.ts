import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { instanceModification } from '../../commands/batches/instance-modification.ts';
import { historicInstanceList, instanceList } from '../../commands/lists.ts';
import {
  type Modification,
  modificationOperation,
  modifyProcessInstances,
} from '../../commands/modify-process-instance.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { HistoricInstanceFilter } from '../history/process-instance.ts';
import { InstanceFilter } from '../process-instance/process-instance.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { requireDefinition } from '../wire/require-definition.ts';
import { ErrorOut, NoContent, TextList } from '../wire/schema.ts';
import { InstructionIn, readInstructions } from './instructions.ts';

const ModificationIn = Type.Object({
  processDefinitionId: Type.Optional(Type.String()),
  processInstanceIds: Type.Optional(TextList),
  processInstanceQuery: queryIn(InstanceFilter),
  historicProcessInstanceQuery: queryIn(HistoricInstanceFilter),
  instructions: Type.Optional(Type.Array(InstructionIn)),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
  annotation: Type.Optional(Type.String()),
});

interface Asked extends Modification {
  definitionId: string;
  ids: string[];
}

/** `/modification`: the same instructions for many instances of one definition, at once or by a batch. */
export const modification: Resource = (app, engine) => {
  const read = async (body: Static<typeof ModificationIn>): Promise<Asked> => {
    const { processDefinitionId, processInstanceIds = [], instructions = [] } = body;
    if (processDefinitionId === undefined) throw new RequestError(400, 'processDefinitionId is null');
    const asked = readInstructions(instructions, 'many instances');
    if (asked.length === 0) throw new RequestError(400, 'Modification instructions cannot be empty');
    const found = await idsFoundBy(engine, instanceList, body.processInstanceQuery);
    const past = await idsFoundBy(engine, historicInstanceList, body.historicProcessInstanceQuery);
    const ids = [...new Set([...processInstanceIds, ...found, ...past])];
    if (ids.length === 0)
      throw new RequestError(400, 'Process instance ids cannot be empty: processInstanceIds is empty');
    return {
      definitionId: requireDefinition(engine, processDefinitionId),
      ids,
      instructions: asked,
      skips: { skipCustomListeners: body.skipCustomListeners, skipIoMappings: body.skipIoMappings },
      annotation: body.annotation ?? null,
    };
  };
  const tags = ['Modification'];

  app.post(
    '/modification/execute',
    { schema: { tags, body: ModificationIn, response: { 204: NoContent, '4xx': ErrorOut, 500: ErrorOut } } },
    async ({ body, engine }, reply) => {
      const { definitionId, ids, ...asked } = await read(body);
      await modifyProcessInstances(engine, definitionId, ids, asked);
      return reply.code(204).send();
    },
  );

  app.post(
    '/modification/executeAsync',
    { schema: { tags, body: ModificationIn, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async ({ body, engine }) => {
      const { ids, ...settings } = await read(body);
      const operation = modificationOperation(engine, settings.definitionId, settings);
      return writeBatch(await createBatch(engine, instanceModification, { ids, settings, operation }));
    },
  );
};
