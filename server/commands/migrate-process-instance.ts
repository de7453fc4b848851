import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { onFamilies } from './on-families.ts';
import { definitionPlace } from './operation-places.ts';
import { logged, type Operation, ofMany } from './operations.ts';
import { NotFound } from './refusals.ts';

/** A migration as it was asked for: a plan that is valid, and what it leaves out. */
export interface Migration {
  plan: engineOf.MigrationPlan;
  skips: engineOf.Skips;
}

/**
 * Makes a running instance one of another definition.
 * @throws NotFound when it is not running; EngineError when it is of another definition than the plan's source, or stands
 *   where the plan says nothing
 */
export async function migrateProcessInstance(
  engine: EngineContext,
  id: string,
  { plan, skips }: Migration,
): Promise<void> {
  await onFamily(
    engine,
    { instance: id },
    () => notRunning(id),
    (environment, family) => ({
      changes: engineOf.migrateInstance(environment, family, id, plan, skips).changes,
      result: undefined,
    }),
  );
}

/**
 * Migrates several instances in one transaction.
 * @throws NotFound; EngineError: then none of them is migrated
 */
export async function migrateProcessInstances(
  engine: EngineContext,
  ids: readonly string[],
  { plan, skips }: Migration,
): Promise<void> {
  const by = await logged(engine, () => [ofMany(migrationOperation(engine, plan), ids.length, false)]);
  await onFamilies(by, ids, notRunning, (environment, family, id) =>
    engineOf.migrateInstance(environment, family, id, plan, skips),
  );
}

/** What the operation log tells of a migration. */
export function migrationOperation(engine: EngineContext, plan: engineOf.MigrationPlan): Operation {
  const variables = Object.keys(plan.variables).length;
  return {
    type: 'Migrate',
    entity: 'ProcessInstance',
    changes: [
      { property: 'processDefinitionId', from: plan.sourceDefinitionId, to: plan.targetDefinitionId },
      ...(variables > 0 ? [{ property: 'nrOfSetVariables', to: variables }] : []),
    ],
    at: definitionPlace(engine, plan.sourceDefinitionId),
  };
}

function notRunning(id: string): NotFound {
  return new NotFound(
    `ENGINE-23003 Process instance '${id}' cannot be migrated. The process instance does not exist`,
    'ProcessEngineException',
    0,
  );
}
