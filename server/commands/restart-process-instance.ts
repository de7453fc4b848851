import { mergeChanges } from '../engine/changes.ts';
import * as engineOf from '../engine/engine.ts';
import { historicDetailList } from '../store/history/detail-list.ts';
import { historicInstanceList } from '../store/history/process-instance-list.ts';
import { historicVariableList } from '../store/history/variable-list.ts';
import { alongsideOf, type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';
import { definitionPlace } from './operation-places.ts';
import { logged, type Operation, ofMany } from './operations.ts';
import { startProcess } from './start-process.ts';

/** How instances that have ended are started once more. */
export interface Restart {
  /** The definition that they were instances of. */
  definitionId: string;
  instructions: readonly engineOf.Instruction[];
  skips: engineOf.Skips;
  /** Start with the variables that each was started with, instead of its last ones. */
  initialVariables: boolean;
  withoutBusinessKey: boolean;
}

/**
 * Starts an ended instance once more, where the instructions say; the new one names the old.
 * @throws EngineError when there is no such instance, it still runs, or it was one of another definition
 */
export async function restartProcessInstance(engine: EngineContext, id: string, restart: Restart): Promise<void> {
  await startProcess(engine, restart.definitionId, await startOf(engine, id, restart));
}

/**
 * Restarts several instances in one transaction.
 * @throws EngineError: then none of them is started
 */
export async function restartProcessInstances(
  engine: EngineContext,
  ids: readonly string[],
  restart: Restart,
): Promise<void> {
  const starts: Awaited<ReturnType<typeof startOf>>[] = [];
  for (const id of ids) starts.push(await startOf(engine, id, restart));
  const by = await logged(engine, () => [ofMany(restartOperation(engine, restart), ids.length, false)]);
  await withDefinitions(engine, async () => {
    const definition = engine.definitions.process(restart.definitionId);
    const started = starts.map((start) => engineOf.startInstance(environmentOf(engine), { definition, ...start }));
    await engine.store.families.commitTogether(
      started.map(({ family }) => family),
      mergeChanges(started.map(({ changes }) => changes)),
      alongsideOf(by),
    );
  });
}

/** What the operation log tells of a restart. */
export function restartOperation(engine: EngineContext, { definitionId }: Restart): Operation {
  return { type: 'RestartProcessInstance', entity: 'ProcessInstance', at: definitionPlace(engine, definitionId) };
}

async function startOf(engine: EngineContext, id: string, restart: Restart) {
  const { definitionId, instructions, skips, initialVariables, withoutBusinessKey } = restart;
  const old = await historicInstanceList.find(engine.store.reader, id);
  if (!old) throw refused('Historic process instance cannot be found: historicProcessInstanceId is null');
  if (old.endedAt === null)
    throw refused(`Historic process instance '${id}' cannot be restarted. It is not completed or terminated.`);
  if (old.definitionId !== definitionId) {
    throw refused(
      `Historic process instance '${id}' cannot be restarted. Its process definition '${old.definitionId}' does not match given process definition '${definitionId}'`,
    );
  }
  return {
    businessKey: withoutBusinessKey ? null : old.businessKey,
    variables: initialVariables
      ? await initialVariablesOf(engine, id, old.startedAt)
      : await lastVariablesOf(engine, id),
    instructions,
    skips,
    restartedInstanceId: id,
  };
}

/** What the process instance was started with. */
async function initialVariablesOf(engine: EngineContext, id: string, startedAt: number): Promise<engineOf.Variables> {
  const writes = await historicDetailList.list(engine.store.reader, {
    processInstanceId: id,
    executionId: id,
    variableUpdates: true,
    initial: true,
    occurredBefore: startedAt,
  });
  return valuesOf(writes);
}

/** The last values of the process instance's own variables. */
async function lastVariablesOf(engine: EngineContext, id: string): Promise<engineOf.Variables> {
  const filter = { processInstanceId: id, executionIdIn: [id] };
  return valuesOf(await historicVariableList.list(engine.store.reader, filter));
}

function valuesOf(rows: readonly ({ name: string } & engineOf.Variables[string])[]): engineOf.Variables {
  return Object.fromEntries(
    rows.map(({ name, type, value, info }) => [name, info ? { type, value, info } : { type, value }]),
  );
}

function refused(message: string): engineOf.EngineError {
  return new engineOf.EngineError('InvalidRequestException', message, { code: null });
}
