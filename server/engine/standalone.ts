import type { DeployedProcess } from './environment.ts';
import { compileProcesses } from './model/compile-processes.ts';

/**
 * A standalone task is one that somebody wrote down and no diagram asked for. It is the only task of a process of its own, which nobody
 * sees: so it waits, has variables and ends as every task does. A sub-task belongs to the family of its parent, and ends with it.
 */

/** The id and key of that process's definition, by which rows are known to belong to no process. */
export const STANDALONE = '';

/** The element at which standalone tasks wait. */
export const STANDALONE_TASK = '_standalone';

const DRAWING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="standalone">
  <process id="_standalone-process" isExecutable="true"><userTask id="${STANDALONE_TASK}" /></process>
</definitions>`;

/** The definition behind all standalone tasks. It is deployed nowhere. */
export async function standaloneDefinition(): Promise<DeployedProcess> {
  const { processes } = await compileProcesses(DRAWING);
  return {
    id: STANDALONE,
    key: STANDALONE,
    version: 0,
    versionTag: null,
    name: null,
    deploymentId: '',
    resource: '',
    suspended: false,
    graph: processes[0]!,
    jobDefinitionIds: new Map(),
  };
}

export function isStandalone({ definitionId }: { definitionId: string }): boolean {
  return definitionId === STANDALONE;
}
