import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newChanges } from '../../server/engine/changes.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';
import {
  addExternalTask,
  addIncident,
  addJob,
  addSubscription,
  addUserTask,
  enter,
  newId,
  nextRun,
  type Sample,
  setVariable,
  startSample,
} from './sample-family.ts';

describe.each(backends)('given families on $name', (backend) => {
  let place: Place;
  let store: Store;
  const commit = (sample: Sample) => store.families.commit(sample.family, sample.changes);

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
  });
  afterEach(() => place.remove());

  /** A root instance that called another one, with one thing of every kind. */
  function richSample(): Sample {
    const sample = startSample({ businessKey: '键 "1"', variables: { text: { type: 'String', value: 'ä\u2028"\\' } } });
    setVariable(sample, 'flag', { type: 'Boolean', value: false });
    setVariable(sample, 'constructor.name', { type: 'Double', value: 1.5 });
    addExternalTask(sample, { lockedUntil: 5, workerId: 'w', retries: 0, priority: -3 });
    addUserTask(sample, { candidates: [{ userId: 'u', groupId: null, type: 'candidate' }], dueAt: 7 });
    addJob(sample, { dueAt: 9, exclusive: false });
    addSubscription(sample);
    addIncident(sample);
    const id = newId();
    const called = {
      ...sample.instance,
      id,
      superInstanceId: sample.instance.id,
      superNodeId: sample.instance.id,
      nodes: {},
    };
    sample.family.instances.set(id, called);
    sample.changes.instances.set(id, called);
    return sample;
  }

  it('when the server starts again, then a family is read as it was written', async () => {
    const sample = richSample();
    await commit(sample);
    await store.close();
    store = await place.open();
    expect(await store.families.load(sample.instance.id)).toEqual(sample.family);
  });

  it('when several ask for a family at once, then all get the same object', async () => {
    const sample = richSample();
    await commit(sample);
    store.families.discard(sample.instance.id);
    const loads = await Promise.all([1, 2, 3].map(() => store.families.load(sample.instance.id)));
    expect(loads[0]).toBeDefined();
    expect(loads.every((family) => family === loads[0])).toBe(true);
  });

  it('when somebody asks for an unknown root, then there is none', async () => {
    expect(await store.families.load('nobody')).toBeUndefined();
    expect(await store.families.run('nobody', () => ({ changes: newChanges() }))).toBeUndefined();
  });

  it('when an id of any kind is asked for, then its root is found, in memory and in the database', async () => {
    const sample = richSample();
    const node = enter(sample, 'sub', 'subProcess');
    const pausing = addJob(sample, { kind: 'async-before', nodeId: 'waiting-node' });
    await commit(sample);
    const { family, instance } = sample;
    const questions = [
      { instance: [...family.instances.keys()][1]! },
      { externalTask: [...family.externalTasks.keys()][0]! },
      { userTask: [...family.userTasks.keys()][0]! },
      { job: pausing.id },
      { subscription: [...family.subscriptions.keys()][0]! },
      { incident: [...family.incidents.keys()][0]! },
      { execution: instance.id },
      { execution: node.id },
      { execution: 'waiting-node' },
    ];
    const roots = () => Promise.all(questions.map((question) => store.families.rootOf(question)));
    expect(await roots()).toEqual(questions.map(() => instance.id));
    store.families.discard(instance.id);
    expect(await roots()).toEqual(questions.map(() => instance.id));
    expect(await store.families.rootOf({ job: 'nobody' })).toBeUndefined();
  });

  it('when a run throws, then its changes are gone and the family is read again', async () => {
    const sample = startSample({ businessKey: 'before' });
    await commit(sample);
    const { id } = sample.instance;
    const running = store.families.run(id, (family) => {
      family.instances.get(id)!.businessKey = 'half done';
      throw new Error('step failed');
    });
    await expect(running).rejects.toThrow('step failed');
    const family = await store.families.load(id);
    expect(family).not.toBe(sample.family);
    expect(family?.instances.get(id)?.businessKey).toBe('before');
  });

  it('when a family is dropped while its changes wait, then the next load waits for them', async () => {
    const sample = startSample();
    await commit(sample);
    nextRun(sample);
    addExternalTask(sample);
    const committed = commit(sample);
    store.families.discard(sample.instance.id);
    const family = await store.families.load(sample.instance.id);
    expect(family?.externalTasks.size).toBe(1);
    await committed;
  });

  it('when a family is dropped while it is being read, then it is read once more', async () => {
    const sample = startSample();
    await commit(sample);
    const { id } = sample.instance;
    store.families.discard(id);
    const loading = store.families.load(id);
    const removing = store.unitOfWork.transaction(({ knex }) => knex('runtime_instance').where({ id }).delete(), {
      rootIds: [id],
    });
    await Promise.all([loading, removing]);
    expect(await store.families.load(id)).toBeUndefined();
  });

  it('when the last instance ends, then the family is gone at once, in memory and in the database', async () => {
    const sample = startSample();
    await commit(sample);
    const { id } = sample.instance;
    const ending = store.families.run(id, (family) => {
      family.instances.delete(id);
      const changes = newChanges();
      changes.instances.set(id, null);
      return { changes };
    });
    expect(await store.families.load(id)).toBeUndefined();
    await ending;
    expect(store.families.peek(id)).toBeUndefined();
    expect(await store.families.load(id)).toBeUndefined();
  });

  it('when memory is full, then the least recently used go, but none with open changes', async () => {
    await store.close();
    store = await place.open({ maxWeight: 50 });
    const samples = Array.from({ length: 15 }, () => startSample());
    const open = samples.map(commit);
    expect(store.families.weight).toBe(75);
    await Promise.all(open);
    const newest = startSample();
    await commit(newest);
    expect(store.families.weight).toBeLessThanOrEqual(50);
    expect(store.families.peek(samples[0]!.instance.id)).toBeUndefined();
    expect(store.families.peek(newest.instance.id)).toBe(newest.family);
    expect(await store.families.rootOf({ instance: samples[0]!.instance.id })).toBe(samples[0]!.instance.id);
  });
});
