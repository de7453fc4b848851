import { type Static, Type } from 'typebox';
import { createBatch } from '../../commands/batches/create-batch.ts';
import { instanceMigration } from '../../commands/batches/instance-migration.ts';
import { instanceList } from '../../commands/lists.ts';
import {
  type Migration,
  migrateProcessInstances,
  migrationOperation,
} from '../../commands/migrate-process-instance.ts';
import { generatePlan, validatePlan } from '../../commands/plan-migration.ts';
import { EngineError, PlanNotValid } from '../../engine/engine-error.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import { InstanceFilter } from '../process-instance/process-instance.ts';
import type { Resource } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, NoContent, TextList, VariablesIn, VariablesOut } from '../wire/schema.ts';
import { readVariables, writeVariables } from '../wire/variables.ts';
import { writeInstruction, writePlanReport } from './reports.ts';

const Definitions = {
  sourceProcessDefinitionId: Type.Optional(Type.String()),
  targetProcessDefinitionId: Type.Optional(Type.String()),
};
const PlanIn = Type.Object({
  ...Definitions,
  instructions: Type.Optional(
    Type.Array(
      Type.Object({
        sourceActivityIds: Type.Optional(TextList),
        targetActivityIds: Type.Optional(TextList),
        updateEventTrigger: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
  variables: Type.Optional(VariablesIn),
});
const InstructionOut = Type.Object({
  sourceActivityIds: TextList,
  targetActivityIds: TextList,
  updateEventTrigger: Type.Boolean(),
});
const PlanOut = Type.Object({
  sourceProcessDefinitionId: Type.String(),
  targetProcessDefinitionId: Type.String(),
  instructions: Type.Array(InstructionOut),
  variables: VariablesOut,
});
const ReportOut = Type.Object({
  instructionReports: Type.Array(Type.Object({ instruction: InstructionOut, failures: TextList })),
  variableReports: Type.Record(Type.String(), Type.Unknown()),
});
const ExecutionIn = Type.Object({
  migrationPlan: Type.Optional(PlanIn),
  processInstanceIds: Type.Optional(TextList),
  processInstanceQuery: queryIn(InstanceFilter),
  skipCustomListeners: Type.Optional(Type.Boolean()),
  skipIoMappings: Type.Optional(Type.Boolean()),
});

function readPlan(given: Static<typeof PlanIn>) {
  return {
    sourceDefinitionId: given.sourceProcessDefinitionId,
    targetDefinitionId: given.targetProcessDefinitionId,
    variables: readVariables(given.variables),
    instructions: (given.instructions ?? []).map(
      ({ sourceActivityIds, targetActivityIds, updateEventTrigger = false }) => {
        const [source, target] = [sourceActivityIds?.[0], targetActivityIds?.[0]];
        if (source === undefined) throw new RequestError(400, 'instructions: sourceActivityIds must name an activity');
        if (target === undefined) throw new RequestError(400, 'instructions: targetActivityIds must name an activity');
        return { source, target, updateEventTrigger };
      },
    ),
  };
}

/** `/migration`: plans by which running instances become those of another definition, and carrying them out. */
export const migration: Resource = (app, engine) => {
  const tags = ['Migration'];
  const refusals = { '4xx': ErrorOut, 500: ErrorOut };

  app.post(
    '/migration/generate',
    {
      schema: {
        tags,
        body: Type.Object({
          ...Definitions,
          updateEventTriggers: Type.Optional(Type.Boolean()),
          variables: Type.Optional(VariablesIn),
        }),
        response: { 200: PlanOut, ...refusals },
      },
    },
    async ({ body }) => {
      const { sourceProcessDefinitionId, targetProcessDefinitionId, updateEventTriggers = false } = body;
      const plan = await generatePlan(
        engine,
        { sourceDefinitionId: sourceProcessDefinitionId, targetDefinitionId: targetProcessDefinitionId },
        { updateEventTriggers, variables: readVariables(body.variables) },
      );
      return {
        sourceProcessDefinitionId: plan.sourceDefinitionId,
        targetProcessDefinitionId: plan.targetDefinitionId,
        instructions: plan.instructions.map(writeInstruction),
        variables: writeVariables(plan.variables),
      };
    },
  );

  app.post(
    '/migration/validate',
    { schema: { tags, body: PlanIn, response: { 200: ReportOut, ...refusals } } },
    async ({ body }) => writePlanReport((await validatePlan(engine, readPlan(body))).reports),
  );

  const read = async (body: Static<typeof ExecutionIn>): Promise<Migration & { ids: string[] }> => {
    const { migrationPlan, processInstanceIds = [], processInstanceQuery } = body;
    if (!migrationPlan) throw new RequestError(400, 'migrationPlan must be set');
    const { plan, reports } = await validatePlan(engine, readPlan(migrationPlan));
    if (reports.length > 0) throw new PlanNotValid(plan, reports);
    const found = await idsFoundBy(engine, instanceList, processInstanceQuery);
    const ids = [...new Set([...processInstanceIds, ...found])];
    if (ids.length === 0) {
      throw new EngineError(
        'BadUserRequestException',
        'Process instance ids cannot empty: process instance ids is empty',
      );
    }
    return { plan, ids, skips: { skipCustomListeners: body.skipCustomListeners, skipIoMappings: body.skipIoMappings } };
  };

  app.post(
    '/migration/execute',
    { schema: { tags, body: ExecutionIn, response: { 204: NoContent, ...refusals } } },
    async ({ body, engine }, reply) => {
      const { ids, ...asked } = await read(body);
      await migrateProcessInstances(engine, ids, asked);
      return reply.code(204).send();
    },
  );

  app.post(
    '/migration/executeAsync',
    { schema: { tags, body: ExecutionIn, response: { 200: BatchOut, ...refusals } } },
    async ({ body, engine }) => {
      const { ids, ...settings } = await read(body);
      const operation = migrationOperation(engine, settings.plan);
      return writeBatch(await createBatch(engine, instanceMigration, { ids, settings, operation }));
    },
  );
};
