import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rows } from '../../server/engine/changed-rows.ts';
import type { CommittedBatch } from '../../server/store/committed-batch.ts';
import { deploymentList } from '../../server/store/definition/deployment.ts';
import {
  type DeletionOptions,
  deleteDeployment,
  findDuplicate,
  insertDeployment,
  type NewDeployment,
  updateJobDefinition,
} from '../../server/store/definition/deployments.ts';
import { jobDefinitionList } from '../../server/store/definition/job-definition-list.ts';
import { processDefinitionList } from '../../server/store/definition/process-list.ts';
import { resourceBytes, resourcesOf } from '../../server/store/definition/resource.ts';
import { activityStatistics, processDefinitionStatistics } from '../../server/store/definition/statistics.ts';
import { suspendDefinition } from '../../server/store/definition/suspension.ts';
import { historicInstanceList } from '../../server/store/history/process-instance-list.ts';
import { jobList } from '../../server/store/runtime/job-list.ts';
import { subscriptionList } from '../../server/store/runtime/subscription-list.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';
import { deployments, fill, NOW } from './list-data.ts';
import { addJob, addSubscription, startSample } from './sample-family.ts';

describe.each(backends)('given two deployments on $name', (backend) => {
  let place: Place;
  let store: Store;
  const mark = ({ id }: { id: string }) => id;

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
    await fill(store);
  });
  afterEach(() => place.remove());

  const insert = (rows: NewDeployment) => store.unitOfWork.transaction((own) => insertDeployment(own, rows));
  const remove = (id: string, options?: DeletionOptions) =>
    store.unitOfWork.transaction((own) => deleteDeployment(own, id, options));

  /** The next version of `order`, with a message and a timer that start it. */
  function orderWithStarts(version: number): NewDeployment {
    const definitionId = `order:${version}`;
    const model = startSample({ definitionId });
    const start = { rootId: '', instanceId: '', nodeId: '' };
    return {
      ...deployments[0]!,
      deployment: { id: `deployment-${version}`, name: 'shop', source: null, deployedAt: 1_000 * version },
      resources: [{ id: `file-${version}`, name: 'order.bpmn', bytes: Buffer.from(`<order v="${version}"/>`) }],
      processes: [
        { ...deployments[0]!.processes[0]!, id: definitionId, version, deploymentId: `deployment-${version}` },
      ],
      decisions: [],
      jobDefinitions: [],
      startSubscriptions: [{ ...addSubscription(model, { id: `start-${version}`, name: 'Begin' }), ...start }],
      startJobs: [{ ...addJob(model, { id: `timer-${version}`, kind: 'timer-start-event' }), ...start }],
    };
  }

  it('when the same files come again, then they are known as unchanged; others, another name or source are not', async () => {
    const resources = [
      { name: 'order.bpmn', bytes: Buffer.from('<order v="1"/>') },
      { name: 'pay.bpmn', bytes: Buffer.from('') },
    ];
    const found = await findDuplicate(store.reader, { name: 'shop', source: null, resources });
    expect(found?.deployment.id).toBe('first');
    expect([...(found?.unchanged ?? [])]).toEqual(['order.bpmn']);
    expect(await findDuplicate(store.reader, { name: 'shop', source: 'modeler', resources })).toBeUndefined();
    expect(await findDuplicate(store.reader, { name: 'shop 3', source: null, resources })).toBeUndefined();
    await insert(orderWithStarts(3));
    const latest = await findDuplicate(store.reader, { name: 'shop', source: null, resources });
    expect(latest?.deployment.id).toBe('deployment-3');
    expect(latest?.unchanged.size).toBe(0);
  });

  it('then files come back byte for byte, and an unknown one is refused', async () => {
    expect((await resourceBytes(store.reader, 'first', 'order.bpmn')).toString()).toBe('<order v="1"/>');
    expect(await resourcesOf(store.reader, 'second')).toEqual([
      { id: 'file-2', deploymentId: 'second', name: 'order.bpmn' },
    ]);
    await expect(resourceBytes(store.reader, 'first', 'x.dmn')).rejects.toThrow(
      'deployment first holds no file named x.dmn',
    );
  });

  it('when a version is deployed, then its starts replace those of the version before, and listeners hear of it', async () => {
    const batches: CommittedBatch[] = [];
    store.unitOfWork.onCommitted((batch) => batches.push(batch));
    await insert(orderWithStarts(3));
    await insert(orderWithStarts(4));
    const starts = await subscriptionList.list(store.reader, { start: true });
    expect(starts.map(mark)).toEqual(['start-4']);
    const timers = await jobList.list(store.reader, { now: NOW, processDefinitionId: 'order:4' });
    expect(timers.map(mark)).toEqual(['timer-4']);
    expect(batches.map(({ jobs }) => [...jobs].map(([id, job]) => [id, job?.id ?? null]))).toEqual([
      [['timer-3', 'timer-3']],
      [
        ['timer-3', null],
        ['timer-4', 'timer-4'],
      ],
    ]);
  });

  it('when a version exists already, then the deployment fails and leaves nothing', async () => {
    await expect(
      insert({ ...orderWithStarts(2), deployment: { ...deployments[0]!.deployment, id: 'third' } }),
    ).rejects.toThrow();
    expect(await deploymentList.find(store.reader, 'third')).toBeUndefined();
    expect(await subscriptionList.count(store.reader, { start: true })).toBe(0);
  });

  it('when a deployment with running instances is deleted, then it is refused', async () => {
    await expect(remove('first')).rejects.toThrow('1 instances of the processes of deployment first are running');
    expect(await processDefinitionList.find(store.reader, 'order:1')).toBeDefined();
  });

  it('when a deployment is deleted, then all of it goes, history when asked for, and earlier starts come back', async () => {
    await insert(orderWithStarts(3));
    const earlier = orderWithStarts(2);
    const past = startSample({ id: 'past', definitionId: 'order:3' });
    await store.unitOfWork.add({ ...past.changes, instances: new Rows() });
    await remove('deployment-3', { startSubscriptions: earlier.startSubscriptions, startJobs: earlier.startJobs });
    expect(await deploymentList.find(store.reader, 'deployment-3')).toBeUndefined();
    expect(await processDefinitionList.find(store.reader, 'order:3')).toBeUndefined();
    expect(await resourcesOf(store.reader, 'deployment-3')).toEqual([]);
    expect((await subscriptionList.list(store.reader, { start: true })).map(mark)).toEqual(['start-2']);
    expect(await historicInstanceList.find(store.reader, 'past')).toBeDefined();
    await insert(orderWithStarts(3));
    await remove('deployment-3', { history: true });
    expect(await historicInstanceList.find(store.reader, 'past')).toBeUndefined();
    expect(await historicInstanceList.find(store.reader, 'e')).toBeDefined();
  });

  it('when definitions are suspended or job definitions changed, then the lists say so', async () => {
    await store.unitOfWork.transaction(async (transaction) => {
      await suspendDefinition(transaction, 'order:2', true);
      await updateJobDefinition(transaction.knex, 'job-definition-1', { suspended: true, overridingPriority: 4 });
    });
    expect(await processDefinitionList.find(store.reader, 'order:2')).toMatchObject({ suspended: true });
    expect(await jobDefinitionList.find(store.reader, 'job-definition-1')).toMatchObject({
      suspended: true,
      overridingPriority: 4,
    });
  });

  it('then the statistics count instances, failed jobs and incidents by definition and by element', async () => {
    const all = { failedJobs: true, incidents: true };
    const counts = (await processDefinitionStatistics(store.reader, all)).map(({ definition: _, ...row }) => row);
    const incidents = [{ incidentType: 'failedExternalTask', incidentCount: 1 }];
    expect(counts).toEqual([
      { id: 'order:1', instances: 1, failedJobs: 0, incidents: [] },
      { id: 'order:2', instances: 1, failedJobs: 0, incidents },
      { id: 'pay:1', instances: 1, failedJobs: 1, incidents: [] },
    ]);
    expect(await activityStatistics(store.reader, 'pay:1', all)).toEqual([
      { id: 'later', instances: 1, failedJobs: 1, incidents: [] },
      { id: 'wait', instances: 1, failedJobs: 0, incidents: [] },
    ]);
    expect(await activityStatistics(store.reader, 'order:2', { incidentsForType: 'failedJob' })).toContainEqual({
      id: 'ship',
      instances: 1,
      failedJobs: 0,
      incidents: [],
    });
    const [, order2] = await processDefinitionStatistics(store.reader, { rootIncidents: true });
    expect(order2?.incidents).toEqual(incidents);
    expect(order2?.failedJobs).toBe(0);
  });
});
