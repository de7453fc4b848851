import type { ServerUnderTest } from './server-under-test.ts';

/** Works through batches by hand, as one does while the job executor is off. */
export interface BatchDriver {
  /** The jobs of a batch that wait: of its seed, its monitor, or its own. */
  jobsOf(batch: BatchIds, which: 'seed' | 'monitor' | 'batch'): Promise<{ id: string; retries: number }[]>;
  /** Executes all jobs of that kind that are there now; answers the statuses. */
  execute(batch: BatchIds, which: 'seed' | 'monitor' | 'batch'): Promise<number[]>;
  /** Executes seed, jobs and monitor until the batch is over. */
  finish(batch: BatchIds): Promise<void>;
}

/** What the answer to the call that began a batch tells of its jobs. */
export interface BatchIds {
  id: string;
  seedJobDefinitionId: string;
  monitorJobDefinitionId: string;
  batchJobDefinitionId: string;
}

export function batchDriver(server: () => ServerUnderTest): BatchDriver {
  const jobsOf: BatchDriver['jobsOf'] = async (batch, which) =>
    (await server().call('GET', `/job?jobDefinitionId=${batch[`${which}JobDefinitionId`]}&sortBy=jobId&sortOrder=asc`))
      .body;
  const execute: BatchDriver['execute'] = async (batch, which) => {
    const statuses: number[] = [];
    for (const { id } of await jobsOf(batch, which)) {
      statuses.push((await server().call('POST', `/job/${id}/execute`, {})).status);
    }
    return statuses;
  };
  return {
    jobsOf,
    execute,
    async finish(batch) {
      while ((await execute(batch, 'seed')).length > 0);
      await execute(batch, 'batch');
      await execute(batch, 'monitor');
    },
  };
}
