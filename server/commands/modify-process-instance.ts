import * as engineOf from '../engine/engine.ts';
import type { EngineContext } from './engine-context.ts';
import { onFamily } from './execute.ts';
import { onFamilies } from './on-families.ts';
import { definitionPlace, onInstanceLogged } from './operation-places.ts';
import { logged, type Operation, ofMany } from './operations.ts';
import { NotFound } from './refusals.ts';

/** What a modification does, to one instance or to many. */
export interface Modification {
  instructions: readonly engineOf.Instruction[];
  skips: engineOf.Skips;
  /** A word for the operation log. */
  annotation?: string | null;
}

/**
 * Sets and takes tokens of a running instance by hand; all instructions or none.
 * @param definitionId refuses an instance of another definition
 * @throws NotFound when it is not running; EngineError when an instruction cannot be followed
 */
export async function modifyProcessInstance(
  engine: EngineContext,
  id: string,
  { instructions, skips, annotation = null }: Modification,
  definitionId: string | null = null,
): Promise<void> {
  const by = await onInstanceLogged(engine, id, {
    type: 'ModifyProcessInstance',
    entity: 'ProcessInstance',
    annotation,
  });
  await onFamily(
    by,
    { instance: id },
    () => notRunning(id),
    (environment, family) => {
      checkDefinition(family.instances.get(id), definitionId);
      const { changes } = engineOf.modifyInstance(environment, family, id, instructions, skips);
      return { changes, result: undefined };
    },
  );
}

/**
 * Modifies several instances of one definition in the same way, in one transaction.
 * @throws NotFound; EngineError: then nothing happened to any of them
 */
export async function modifyProcessInstances(
  engine: EngineContext,
  definitionId: string,
  ids: readonly string[],
  modification: Modification,
): Promise<void> {
  const { instructions, skips } = modification;
  const operation = modificationOperation(engine, definitionId, modification);
  const by = await logged(engine, () => [ofMany(operation, ids.length, false)]);
  await onFamilies(by, ids, notRunning, (environment, family, id) => {
    checkDefinition(family.instances.get(id), definitionId);
    return engineOf.modifyInstance(environment, family, id, instructions, skips);
  });
}

/** What the operation log tells of a modification of many. */
export function modificationOperation(
  engine: EngineContext,
  definitionId: string,
  { annotation = null }: Modification,
): Operation {
  return {
    type: 'ModifyProcessInstance',
    entity: 'ProcessInstance',
    annotation,
    at: definitionPlace(engine, definitionId),
  };
}

function checkDefinition(instance: { id: string; definitionId: string } | undefined, wanted: string | null): void {
  if (!instance || wanted === null || instance.definitionId === wanted) return;
  throw new engineOf.InstructionRefused(
    `ENGINE-13037 Process instance '${instance.id}' cannot be modified. Its process definition '${instance.definitionId}' does not match given process definition '${wanted}'`,
  );
}

/** There is no such running instance. */
export function notRunning(id: string): NotFound {
  return new NotFound(
    `ENGINE-13036 Process instance '${id}' cannot be modified. The process instance does not exist`,
    'ProcessEngineException',
    0,
  );
}
