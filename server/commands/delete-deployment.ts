import { EngineError, type Skips } from '../engine/engine.ts';
import { deploymentList } from '../store/definition/deployment.ts';
import { DeploymentInUse, deleteDeployment as deleteRows } from '../store/definition/deployments.ts';
import type { ProcessDefinition } from '../store/definition/process-definition.ts';
import { instanceList } from '../store/runtime/instance-list.ts';
import { deleteProcessInstance } from './delete-process-instance.ts';
import { oneDeploymentAtATime } from './deployment-turn.ts';
import type { EngineContext } from './engine-context.ts';
import { inTransaction, logged, unlogged } from './operations.ts';
import { NotFound } from './refusals.ts';
import { startEventRows } from './start-event-rows.ts';

/**
 * Deletes a deployment with its definitions; the versions before become the latest again. With `cascade` its running
 * instances end and their history goes too.
 * @throws NotFound; EngineError when instances are running and `cascade` is not set
 */
export async function deleteDeployment(
  engine: EngineContext,
  id: string,
  { cascade, ...skips }: { cascade: boolean } & Skips,
): Promise<void> {
  await oneDeploymentAtATime(engine, async () => {
    const { reader } = engine.store;
    if (!(await deploymentList.find(reader, id))) throw new NotFound(`Deployment with id '${id}' does not exist`);
    if (cascade) await endInstances(engine, id, skips);
    const before = await Promise.all(latestWithout(engine, id).map((row) => engine.definitions.loaded(row.id)));
    try {
      const by = await logged(engine, () => [
        {
          type: 'Delete',
          entity: 'Deployment',
          changes: [{ property: 'cascade', to: cascade }],
          at: { deploymentId: id },
        },
      ]);
      await inTransaction(by, (transaction) =>
        deleteRows(transaction, id, { history: cascade, ...startEventRows(engine, before) }),
      );
    } catch (error) {
      if (!(error instanceof DeploymentInUse)) throw error;
      throw new EngineError(
        'BadUserRequestException',
        `ENGINE-03076 Deletion of deployment with id '${id}' failed. There are still ${error.running} process instances running; use cascade to end them.`,
      );
    }
    engine.definitions.removeDeployment(id);
  });
}

async function endInstances(engine: EngineContext, deploymentId: string, skips: Skips): Promise<void> {
  for (const instance of await instanceList.list(engine.store.reader, { deploymentId })) {
    // Ending a caller has ended the instances it called.
    await deleteProcessInstance(unlogged(engine), instance.id, 'deployment deleted', skips).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
  }
}

/** The versions that become the latest of their keys when this deployment is gone. */
function latestWithout({ definitions }: EngineContext, deploymentId: string): ProcessDefinition[] {
  const rows = [...definitions.processes.all()];
  const keys = new Set(
    rows
      .filter((row) => row.deploymentId === deploymentId && definitions.processes.latest(row.key) === row)
      .map((row) => row.key),
  );
  return [...keys].flatMap((key) => {
    const left = rows.filter((row) => row.key === key && row.deploymentId !== deploymentId);
    const latest = left.sort((a, b) => b.version - a.version)[0];
    return latest ? [latest] : [];
  });
}
