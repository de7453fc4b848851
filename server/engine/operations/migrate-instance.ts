import type { Changes } from '../changes.ts';
import { EngineError, InstanceNotMigratable } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { rootToken } from '../instances.ts';
import { checkInstance } from '../migration/check-instance.ts';
import { Mapping } from '../migration/mapping.ts';
import { dropUnmappedScopes, migrateTree } from '../migration/migrate-tree.ts';
import type { MigrationPlan } from '../migration/plan.ts';
import { recordInstance, touch } from '../record.ts';
import { Run } from '../run.ts';
import type { Family } from '../state.ts';
import { type Skips, skip } from './modify-instance.ts';
import { writeVariables } from './write-variables.ts';

/**
 * Makes a running instance one of another definition, by a plan that has been checked. A suspended instance stays
 * suspended. What its activities have done keeps the definition under which it was done.
 * @throws InstanceNotMigratable with the reasons, when a token stands where the plan says nothing, or cannot be taken over;
 *   EngineError when the instance is not one of the plan's source
 */
export function migrateInstance(
  environment: RunEnvironment,
  family: Family,
  id: string,
  plan: MigrationPlan,
  skips: Skips = {},
): { changes: Changes } {
  const instance = family.instances.get(id);
  if (!instance) {
    throw new EngineError(
      'ProcessEngineException',
      `ENGINE-23003 Process instance '${id}' cannot be migrated. The process instance does not exist`,
    );
  }
  if (instance.definitionId !== plan.sourceDefinitionId) {
    throw new EngineError(
      'ProcessEngineException',
      `ENGINE-23002 Process instance '${id}' cannot be migrated. Its process definition '${instance.definitionId}' does not match the source process definition of the migration plan '${plan.sourceDefinitionId}'`,
    );
  }
  const source = environment.definitions.process(plan.sourceDefinitionId);
  const target = environment.definitions.process(plan.targetDefinitionId);
  const mapping = new Mapping(source.graph, target.graph, plan.instructions);
  const report = checkInstance(family, instance, mapping);
  if (report) throw new InstanceNotMigratable(report);
  const run = new Run(environment, family);
  skip(run, skips);
  dropUnmappedScopes(run, instance, mapping);
  instance.definitionId = target.id;
  instance.definitionKey = target.key;
  touch(run, instance);
  recordInstance(run, instance, instance.suspended ? 'SUSPENDED' : 'ACTIVE', null);
  migrateTree(run, instance, mapping);
  writeVariables(run, rootToken(run, instance), plan.variables);
  run.proceed([]);
  return { changes: run.changes };
}
