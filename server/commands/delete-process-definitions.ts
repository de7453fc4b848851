import { EngineError, type Skips } from '../engine/engine.ts';
import { DefinitionsInUse, deleteProcessDefinitions as deleteRows } from '../store/definition/deployments.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import { instanceList } from '../store/runtime/instance-list.ts';
import { deleteProcessInstance } from './delete-process-instance.ts';
import { oneDeploymentAtATime } from './deployment-turn.ts';
import type { EngineContext } from './engine-context.ts';
import { forAll } from './for-all.ts';
import { definitionPlace } from './operation-places.ts';
import { inTransaction, logged, unlogged } from './operations.ts';
import { startEventRows } from './start-event-rows.ts';

/**
 * Deletes process definitions; of a key that loses its latest version, the one before is the latest again. With
 * `cascade` their running instances end and their history goes too.
 * @throws EngineError when instances are running and `cascade` is not set
 */
export async function deleteProcessDefinitions(
  engine: EngineContext,
  ids: readonly string[],
  { cascade, ...skips }: { cascade: boolean } & Skips,
): Promise<void> {
  await oneDeploymentAtATime(engine, async () => {
    const { reader } = engine.store;
    if (cascade) {
      for (const processDefinitionId of ids) {
        const running = await instanceList.ids(reader, { processDefinitionId });
        await forAll(running, (id) => deleteProcessInstance(unlogged(engine), id, 'process definition deleted', skips));
      }
    }
    const before = await Promise.all(latestWithout(engine, ids).map((row) => engine.definitions.loaded(row.id)));
    try {
      const by = await logged(engine, () =>
        ids.map((id) => ({
          type: 'Delete',
          entity: 'ProcessDefinition',
          changes: [{ property: 'cascade', from: false, to: cascade }],
          at: definitionPlace(engine, id),
        })),
      );
      await inTransaction(by, (transaction) =>
        deleteRows(transaction, ids, { history: cascade, ...startEventRows(engine, before) }),
      );
    } catch (error) {
      if (!(error instanceof DefinitionsInUse)) throw error;
      throw new EngineError(
        'BadUserRequestException',
        `ENGINE-03076 Deletion of process definition without cascading failed. Process definition with id: ${error.definitionId} can't be deleted, because there are ${error.running} dependent process instances.`,
      );
    }
    for (const id of ids) engine.definitions.removeProcess(id);
  });
}

/** The versions that become the latest of their keys when these are gone. */
function latestWithout({ definitions }: EngineContext, ids: readonly string[]): ProcessDefinition[] {
  const gone = new Set(ids);
  const rows = [...definitions.processes.all()];
  const keys = new Set(
    rows.filter((row) => definitions.processes.latest(row.key) === row && gone.has(row.id)).map((row) => row.key),
  );
  return [...keys].flatMap((key) => {
    const left = rows.filter((row) => row.key === key && !gone.has(row.id));
    const latest = left.sort((a, b) => b.version - a.version)[0];
    return latest ? [latest] : [];
  });
}
