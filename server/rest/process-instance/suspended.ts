import { Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { updateSuspensionState } from '../../commands/batches/update-suspension-state.ts';
import { forAll } from '../../commands/for-all.ts';
import { instanceList } from '../../commands/lists.ts';
import { noteOperations, suspensionState, unlogged } from '../../commands/operations.ts';
import { suspendProcessInstance } from '../../commands/suspend-process-instance.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import type { Resource } from '../rest-app.ts';
import { badRequest, RequestError } from '../wire/request-error.ts';
import { ErrorOut, NoContent } from '../wire/schema.ts';
import { chosenInstances, InstanceChoice } from './chosen-instances.ts';

const Suspension = Type.Object({
  ...InstanceChoice,
  suspended: Type.Optional(Type.Boolean()),
  processDefinitionId: Type.Optional(Type.String()),
  processDefinitionKey: Type.Optional(Type.String()),
});

const SuspensionAsync = Type.Object({ ...InstanceChoice, suspended: Type.Optional(Type.Boolean()) });

/** `/process-instance/suspended` and its twin by a batch: holding many instances back, or letting them go on. */
export const suspendProcessInstances: Resource = (app) => {
  const tags = ['Process Instance'];
  const some = (ids: string[]) => {
    if (ids.length > 0) return ids;
    throw badRequest('No process instance ids given: Process Instance ids is empty');
  };

  app.put(
    '/process-instance/suspended',
    { schema: { tags, body: Suspension, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ body, engine }, reply) => {
      const { processDefinitionId: id, processDefinitionKey: key, suspended = false } = body;
      const chosen = await chosenInstances(engine, body);
      if (chosen && (id !== undefined || key !== undefined)) {
        throw new RequestError(
          400,
          'Choose either a single processInstance with processDefinitionId or processDefinitionKey or a group of processInstances with processInstanceIds, procesInstanceQuery or historicProcessInstanceQuery.',
        );
      }
      if (id !== undefined && key !== undefined) {
        throw new RequestError(
          400,
          'Only one of processDefinitionId or processDefinitionKey should be set to update the suspension state.',
        );
      }
      if (!chosen && id === undefined && key === undefined) {
        throw new RequestError(
          400,
          'Either processDefinitionId or processDefinitionKey should be set to update the suspension state.',
        );
      }
      const ofDefinition = id === undefined ? { processDefinitionKey: key ?? '' } : { processDefinitionId: id };
      const ids = chosen ? some(chosen) : await instanceList.ids(engine.store.reader, ofDefinition);
      const at = { definitionId: id ?? null, definitionKey: key ?? null };
      const type = suspended ? 'Suspend' : 'Activate';
      await noteOperations(engine, [{ type, entity: 'ProcessInstance', changes: [suspensionState(suspended)], at }]);
      await forAll(ids, (each) => suspendProcessInstance(unlogged(engine), each, suspended));
      return reply.code(204).send();
    },
  );

  app.post(
    '/process-instance/suspended-async',
    { schema: { tags, body: SuspensionAsync, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async ({ body, engine }) => {
      const chosen = await chosenInstances(engine, body);
      if (!chosen) {
        throw new RequestError(
          400,
          'Either processInstanceIds, processInstanceQuery or historicProcessInstanceQuery should be set to update the suspension state.',
        );
      }
      const settings = { suspended: body.suspended ?? false };
      return writeBatch(
        await createBatch(engine, updateSuspensionState, {
          ids: some(chosen),
          settings,
          operation: { type: settings.suspended ? 'SuspendJob' : 'ActivateJob', entity: 'ProcessInstance' },
        }),
      );
    },
  );
};
