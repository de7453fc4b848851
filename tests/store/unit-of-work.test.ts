import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newChanges } from '../../server/engine/changes.ts';
import { CommitFailed } from '../../server/store/commit-failed.ts';
import type { CommittedBatch } from '../../server/store/committed-batch.ts';
import { externalTaskList } from '../../server/store/runtime/external-task-list.ts';
import { instanceList } from '../../server/store/runtime/instance-list.ts';
import type { Store } from '../../server/store/store.ts';
import { onFile } from '../crash/faults/sqlite-file.ts';
import { backends, type Place } from './backends.ts';
import { addExternalTask, addUserTask, nextRun, type Sample, setVariable, startSample } from './sample-family.ts';

describe.each(backends)('given a unit of work on $name', (backend) => {
  let place: Place;
  let store: Store;
  const commit = (sample: Sample) => store.families.commit(sample.family, sample.changes);
  const idsOfInstances = async () => (await instanceList.list(store.reader, {})).map(({ id }) => id).sort();

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
  });
  afterEach(() => place.remove());

  /** A family with a row that no database takes: a task without a topic. */
  function spoiled(): Sample {
    const sample = startSample();
    const task = addExternalTask(sample);
    Reflect.set(task, 'topic', null);
    return sample;
  }

  it('when a hundred commands arrive together, then they share very few commits', async () => {
    const commits: CommittedBatch[] = [];
    store.unitOfWork.onCommitted((batch) => commits.push(batch));
    const samples = Array.from({ length: 100 }, () => startSample());
    for (const sample of samples) addExternalTask(sample);

    await Promise.all(samples.map(commit));

    expect(commits.length).toBeLessThanOrEqual(2);
    expect(commits.reduce((sum, { externalTasks }) => sum + externalTasks.size, 0)).toBe(100);
    expect(await instanceList.count(store.reader, {})).toBe(100);
  });

  it('when commands arrive while a commit is running, then they wait for the next one, which begins at once', async () => {
    const order: string[] = [];
    store.unitOfWork.onCommitted(() => order.push('commit'));
    const [first, second] = [startSample(), startSample()];
    addExternalTask(first);
    addExternalTask(second);
    const one = commit(first).then(() => order.push('first'));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const two = commit(second).then(() => order.push('second'));

    await Promise.all([one, two]);

    expect(order).toEqual(['commit', 'first', 'commit', 'second']);
  });

  it('when the promise resolves, then the change can be read; it resolves after the commit and not before', async () => {
    const sample = startSample();
    addExternalTask(sample);
    let resolved = false;
    const resolvedAtCommit: boolean[] = [];
    store.unitOfWork.onCommitted(() => resolvedAtCommit.push(resolved));
    const committed = commit(sample).then(() => {
      resolved = true;
    });
    expect(store.unitOfWork.isPending(sample.instance.id)).toBe(true);
    await committed;
    expect(resolvedAtCommit).toEqual([false]);
    expect(await idsOfInstances()).toContain(sample.instance.id);
  });

  it('when the objects are changed after the call, then what was added is what is written', async () => {
    const sample = startSample({ businessKey: 'as added' });
    const committed = commit(sample);
    sample.instance.businessKey = 'changed later';
    await committed;
    expect((await instanceList.find(store.reader, sample.instance.id))?.businessKey).toBe('as added');
  });

  it('when a row is put twice in one batch, then the last version is written', async () => {
    const sample = startSample();
    const task = addExternalTask(sample);
    const first = commit(sample);
    nextRun(sample);
    task.workerId = 'w1';
    sample.changes.externalTasks.set(task.id, task);
    const second = commit(sample);
    await Promise.all([first, second]);
    expect((await externalTaskList.find(store.reader, task.id))?.workerId).toBe('w1');
  });

  it('when a row is put and removed in one batch, then nothing of it is written; put again, it is', async () => {
    const sample = startSample();
    const [gone, back] = [addExternalTask(sample), addExternalTask(sample)];
    const puts = commit(sample);
    nextRun(sample);
    sample.changes.externalTasks.set(gone.id, null).set(back.id, null);
    const removes = commit(sample);
    nextRun(sample);
    sample.changes.externalTasks.set(back.id, back);
    const again = commit(sample);
    await Promise.all([puts, removes, again]);
    expect(await externalTaskList.find(store.reader, gone.id)).toBeUndefined();
    expect(await externalTaskList.find(store.reader, back.id)).toMatchObject({ id: back.id });
  });

  it('when candidates of a task change, then those before are gone', async () => {
    const link = (groupId: string) => ({ userId: null, groupId, type: 'candidate' });
    const sample = startSample();
    const task = addUserTask(sample, { candidates: [link('a'), link('b')] });
    await commit(sample);
    nextRun(sample);
    task.candidates = [link('c')];
    sample.changes.userTasks.set(task.id, task);
    await commit(sample);
    expect(await store.reader('runtime_user_task_link').pluck('group_id')).toEqual(['c']);
    nextRun(sample);
    sample.changes.userTasks.set(task.id, null);
    await commit(sample);
    expect(await store.reader('runtime_user_task_link').pluck('group_id')).toEqual([]);
  });

  it('when one command brings a row that cannot be written, then it alone fails, and nothing of it is kept', async () => {
    const [good, bad, alsoGood] = [startSample(), spoiled(), startSample()];
    const answers = await Promise.allSettled([good, bad, alsoGood].map(commit));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: expect.any(CommitFailed) });
    expect(await idsOfInstances()).toEqual([good.instance.id, alsoGood.instance.id].sort());
    expect(store.families.peek(bad.instance.id)).toBeUndefined();
    expect(store.families.peek(good.instance.id)).toBe(good.family);
  });

  it('when a command fails, then what was built on it fails too, and the family is read again', async () => {
    const sample = startSample({ variables: { amount: { type: 'Integer', value: 1 } } });
    await commit(sample);
    nextRun(sample);
    Reflect.set(addExternalTask(sample), 'topic', null);
    const failing = commit(sample);
    nextRun(sample);
    setVariable(sample, 'amount', { type: 'Integer', value: 2 });
    const builtOnIt = commit(sample);

    const answers = await Promise.allSettled([failing, builtOnIt]);

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const family = await store.families.load(sample.instance.id);
    const root = family?.instances.get(sample.instance.id)?.nodes[sample.instance.id];
    expect(root?.variables?.['amount']).toMatchObject({ value: 1 });
    expect(family?.externalTasks.size).toBe(0);
  });

  it('when the database fails as a whole, then all fail, and later commands go through again', async () => {
    const journal = 'dataDir' in place.options && join(place.options.dataDir, 'engine.journal.sqlite');
    // What a commit writes: a line of the journal, or the tables.
    const table = journal ? 'store_journal' : 'runtime_instance';
    const rename = (from: string, to: string) =>
      journal
        ? onFile(journal, `alter table ${from} rename to ${to}`)
        : store.unitOfWork.transaction(({ knex }) => knex.schema.renameTable(from, to));
    const before = startSample();
    await commit(before);
    await rename(table, 'hidden');
    const answers = await Promise.allSettled([startSample(), startSample()].map(commit));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await rename('hidden', table);
    const after = startSample();
    await commit(after);
    expect(await idsOfInstances()).toEqual([before.instance.id, after.instance.id].sort());
  });

  it('when a transaction of its own fails, then nothing of it is kept and the queue goes on', async () => {
    const sample = startSample();
    await commit(sample);
    const failing = store.unitOfWork.transaction(async ({ knex }) => {
      await knex('runtime_instance').delete();
      throw new Error('no');
    });
    const next = startSample();
    const [failed, done] = await Promise.allSettled([failing, commit(next)]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
    expect(done.status).toBe('fulfilled');
    expect(await idsOfInstances()).toEqual([sample.instance.id, next.instance.id].sort());
  });

  it('when a transaction rewrites a family, then what is in memory of it is dropped', async () => {
    const sample = startSample();
    await commit(sample);
    const { id } = sample.instance;
    await store.unitOfWork.transaction(({ knex }) => knex('runtime_instance').where({ id }).delete(), {
      rootIds: [id],
    });
    expect(store.families.peek(id)).toBeUndefined();
    expect(await store.families.load(id)).toBeUndefined();
  });

  it('when it is closed, then what waits is written and nothing new is taken', async () => {
    const sample = startSample();
    const committed = commit(sample);
    await store.unitOfWork.close();
    await committed;
    await expect(store.unitOfWork.add(newChanges())).rejects.toBeInstanceOf(CommitFailed);
    expect(await idsOfInstances()).toEqual([sample.instance.id]);
  });
});
