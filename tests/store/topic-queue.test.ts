import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock, systemClock } from '../../server/clock.ts';
import { newChanges } from '../../server/engine/changes.ts';
import type { ExternalTask } from '../../server/engine/state.ts';
import { insertDeployment } from '../../server/store/definition/deployments.ts';
import type { Store } from '../../server/store/store.ts';
import { type TakeRequest, TopicQueue } from '../../server/store/topic-queue.ts';
import { WINDOW_SIZE } from '../../server/store/topics/topic-window.ts';
import { backends, type Place } from './backends.ts';
import { deployments } from './list-data.ts';
import { addExternalTask, type SampleOptions, startSample } from './sample-family.ts';

const NOW = 10_000;

describe.each(backends)('given a topic queue on $name', (backend) => {
  let place: Place;
  let store: Store;
  let clock: ManualClock;
  let queue: TopicQueue;

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
    clock = createManualClock(NOW);
    queue = await TopicQueue.open(store, clock);
  });
  afterEach(async () => {
    queue.close();
    await place.remove();
  });

  /** Commits one instance with these tasks; each is named by its id. */
  async function create(tasks: readonly Partial<ExternalTask>[], options: SampleOptions = {}): Promise<void> {
    const sample = startSample(options);
    for (const task of tasks) addExternalTask(sample, { topic: 'charge', createdAt: 1_000, ...task });
    await store.families.commit(sample.family, sample.changes);
  }

  /** Changes one task as a command would. */
  async function change(id: string, patch: Partial<ExternalTask> | null): Promise<void> {
    const rootId = await store.families.rootOf({ externalTask: id });
    await store.families.run(rootId!, (family) => {
      const changes = newChanges();
      const task = family.externalTasks.get(id)!;
      if (patch) changes.externalTasks.set(id, Object.assign(task, patch));
      else {
        family.externalTasks.delete(id);
        changes.externalTasks.set(id, null);
      }
      return { changes };
    });
  }

  const lock = (id: string, lockedUntil: number) => change(id, { workerId: 'w', lockedUntil });

  async function take(limit: number, more: Partial<TakeRequest> = {}): Promise<string[]> {
    const tasks = await queue.take({ topics: [{ topicName: 'charge' }], limit, ...more });
    return tasks.map(({ id }) => id);
  }

  /** Takes and gives back, to see what is on offer. */
  async function look(limit = 100, more: Partial<TakeRequest> = {}): Promise<string[]> {
    const ids = await take(limit, more);
    queue.putBack(ids);
    return ids;
  }

  const byPriority = { usePriority: true };

  it('when tasks are taken, then the higher priority comes first, then the older, and each goes to one caller', async () => {
    await create([
      { id: 'low', priority: 1, createdAt: 1 },
      { id: 'younger', priority: 5, createdAt: 3 },
      { id: 'older', priority: 5, createdAt: 2 },
      { id: 'other topic', topic: 'ship', priority: 9 },
    ]);
    expect(await take(2, { order: byPriority })).toEqual(['older', 'younger']);
    expect(await take(5, { order: byPriority })).toEqual(['low']);
    expect(await take(5)).toEqual([]);
    queue.putBack(['older', 'low', 'nobody']);
    expect(await take(5)).toEqual(['older', 'low']);
  });

  it('when an order by creation is asked for, then it is kept, with priority before it or without', async () => {
    await create([
      { id: 'a', priority: 1, createdAt: 1 },
      { id: 'b', priority: 5, createdAt: 2 },
      { id: 'c', priority: 5, createdAt: 3 },
    ]);
    const orders = [
      [{ usePriority: false, createTime: 'asc' }, 'abc'],
      [{ usePriority: false, createTime: 'desc' }, 'cba'],
      [{ usePriority: true, createTime: 'asc' }, 'bca'],
      [{ usePriority: true, createTime: 'desc' }, 'cba'],
    ] as const;
    for (const [order, ids] of orders) {
      expect((await look(3, { order })).join('')).toBe(ids);
      expect((await look(3, { order })).join('')).toBe(ids);
    }
  });

  it('when several topics are asked for, then the limit and the order hold over all, and each task names its topic', async () => {
    await create([
      { id: 'c1', priority: 1 },
      { id: 's2', topic: 'ship', priority: 2 },
      { id: 'c3', priority: 3 },
    ]);
    const tasks = await queue.take({
      topics: [{ topicName: 'ship' }, { topicName: 'charge' }],
      limit: 2,
      order: byPriority,
    });
    expect(tasks).toMatchObject([
      { id: 'c3', topicIndex: 1 },
      { id: 's2', topicIndex: 0 },
    ]);
  });

  it('when tasks are locked, suspended or without tries, then they are not offered until that changes', async () => {
    await create([
      { id: 'locked', workerId: 'w', lockedUntil: NOW + 500 },
      { id: 'expired', workerId: 'w', lockedUntil: NOW },
      { id: 'suspended', suspended: true },
      { id: 'given up', retries: 0 },
      { id: 'tried', retries: 1 },
    ]);
    expect((await look()).sort()).toEqual(['expired', 'tried']);
    await change('suspended', { suspended: false });
    await change('given up', { retries: 2 });
    await change('tried', { suspended: true });
    await change('locked', { workerId: null, lockedUntil: null });
    await change('expired', null);
    expect((await look()).sort()).toEqual(['given up', 'locked', 'suspended']);
  });

  it('when a lock runs out, then the task is offered again; a lock that was extended holds', async () => {
    await create([{ id: 'a' }, { id: 'b' }]);
    expect(await take(2)).toHaveLength(2);
    await lock('a', NOW + 100);
    await lock('b', NOW + 100);
    queue.putBack(['a', 'b']);
    await lock('b', NOW + 300);
    clock.advanceTo(NOW + 99);
    expect(await look()).toEqual([]);
    clock.advanceTo(NOW + 100);
    expect(await look()).toEqual(['a']);
    clock.advanceTo(NOW + 300);
    expect((await look()).sort()).toEqual(['a', 'b']);
  });

  it('when priority changes, then so does the order', async () => {
    await create([{ id: 'a' }, { id: 'b' }]);
    expect(await look()).toEqual(['a', 'b']);
    await change('b', { priority: 7 });
    expect(await look()).toEqual(['b', 'a']);
  });

  it('when a topic is narrowed, then only tasks that meet all of it are offered', async () => {
    for (const rows of deployments) await store.unitOfWork.transaction((own) => insertDeployment(own, rows));
    const variables = { region: { type: 'String', value: 'north' }, size: { type: 'Integer', value: 3 } };
    await create([{ id: 'one' }], { businessKey: 'k1', definitionId: 'order:1', variables });
    await create([{ id: 'two' }], { businessKey: 'k2', definitionId: 'order:2' });
    await create([{ id: 'pay' }], { definitionKey: 'pay', definitionId: 'pay:1' });
    const narrowed = (topic: object) => look(9, { topics: [{ topicName: 'charge', ...topic }] });
    // Before the first look at the whole topic, and after it: from the database, and from memory.
    for (let round = 0; round < 2; round++) {
      expect(await narrowed({ businessKey: 'k2' })).toEqual(['two']);
      expect(await narrowed({ definitionIds: ['order:1', 'pay:1'] })).toEqual(['one', 'pay']);
      expect(await narrowed({ definitionKeys: ['order'], businessKey: 'k1' })).toEqual(['one']);
      expect(await narrowed({ definitionKeys: [] })).toEqual([]);
      expect(await narrowed({ versionTag: 'v1' })).toEqual(['one']);
      expect(await narrowed({ processVariables: { region: 'north', size: 3 } })).toEqual(['one']);
      expect(await narrowed({ processVariables: { region: 'south' } })).toEqual([]);
      expect((await look()).sort()).toEqual(['one', 'pay', 'two']);
    }
  });

  describe('when a poll waits', () => {
    it('then it gets the task as soon as that is committed', async () => {
      const waiting = take(5, { waitMs: 20_000 });
      await create([{ id: 'a' }]);
      expect(await waiting).toEqual(['a']);
      expect(queue.waiting).toBe(0);
    });

    it('then its time runs out with nothing', async () => {
      expect(await take(5, { waitMs: 30 })).toEqual([]);
      expect(queue.waiting).toBe(0);
    });

    it('then it gets a task whose lock runs out, or that is put back', async () => {
      await create([{ id: 'a', workerId: 'w', lockedUntil: NOW + 100 }]);
      const waiting = take(5, { waitMs: 20_000 });
      while (queue.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      clock.advanceTo(NOW + 100);
      expect(await waiting).toEqual(['a']);
      const next = take(5, { waitMs: 20_000 });
      while (queue.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      queue.putBack(['a']);
      expect(await next).toEqual(['a']);
    });

    it("then by the machine's own clock too it gets a task whose lock runs out", async () => {
      const real = await TopicQueue.open(store, systemClock);
      await create([{ id: 'a', workerId: 'w', lockedUntil: systemClock.now() + 80 }]);
      const tasks = await real.take({ topics: [{ topicName: 'charge' }], limit: 5, waitMs: 20_000 });
      real.close();
      expect(tasks.map(({ id }) => id)).toEqual(['a']);
    });

    it('then those who came first are served first, and what one leaves goes to the next', async () => {
      const [first, second, third] = [1, 1, 1].map((limit) => take(limit, { waitMs: 20_000 }));
      while (queue.waiting < 3) await new Promise((resolve) => setImmediate(resolve));
      await create([{ id: 'a' }, { id: 'b' }]);
      expect(await Promise.all([first, second])).toEqual([['a'], ['b']]);
      expect(queue.waiting).toBe(1);
      await create([{ id: 'c' }]);
      expect(await third).toEqual(['c']);
    });

    it('then one that does not match wakes nobody but who asked for it', async () => {
      const picky = take(5, { topics: [{ topicName: 'charge', businessKey: 'mine' }], waitMs: 20_000 });
      const other = take(5, { topics: [{ topicName: 'ship' }], waitMs: 40 });
      while (queue.waiting < 2) await new Promise((resolve) => setImmediate(resolve));
      await create([{ id: 'not mine' }], { businessKey: 'yours' });
      expect(await other).toEqual([]);
      await create([{ id: 'mine' }], { businessKey: 'mine' });
      expect(await picky).toEqual(['mine']);
    });

    it('then one whose request was given up takes nothing', async () => {
      const gone = new AbortController();
      const waiting = take(5, { waitMs: 20_000, signal: gone.signal });
      while (queue.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      gone.abort();
      expect(await waiting).toEqual([]);
      await create([{ id: 'a' }]);
      expect(await take(5, { signal: gone.signal })).toEqual([]);
      expect(await take(5)).toEqual(['a']);
    });

    it('then all are answered when the queue closes', async () => {
      const waiting = take(5, { waitMs: 20_000 });
      while (queue.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      queue.close();
      expect(await waiting).toEqual([]);
    });
  });

  it('when far more tasks wait than memory shall hold, then all come out, in order, each once', async () => {
    const total = 5 * WINDOW_SIZE + 7;
    const ids = Array.from({ length: total }, (_, index) => String(index).padStart(6, '0'));
    const before = ids.filter((_, index) => index % 2 === 0);
    const after = ids.filter((_, index) => index % 2 === 1);
    const task = (id: string) => ({ id, priority: -(Number(id) % 3), createdAt: Number(id) });
    await create(before.map(task));
    const taken: string[] = await take(100, { order: byPriority });
    // Half of them are committed while the queue is in use, before and behind what it has read.
    await create(after.map(task));
    for (;;) {
      const more = await take(500, { order: byPriority });
      if (more.length === 0) break;
      taken.push(...more);
      await Promise.all(more.slice(0, 2).map((id) => lock(id, NOW + 1_000_000)));
      expect(queue.size - taken.length).toBeLessThanOrEqual(2 * WINDOW_SIZE + 1);
    }
    expect(taken.toSorted()).toEqual(ids);
    const place = (id: string) => (Number(id) % 3) * total + Number(id);
    const rest = taken.slice(100);
    expect(rest).toEqual(rest.toSorted((left, right) => place(left) - place(right)));
  });

  it('when a worker of its own asks for one among very many, then it gets it from the database', async () => {
    await create(Array.from({ length: 2 * WINDOW_SIZE }, (_, index) => ({ id: `m${index}`, priority: 1 })));
    await create([{ id: 'needle', priority: 0 }], { businessKey: 'needle' });
    const topics = [{ topicName: 'charge', businessKey: 'needle' }];
    expect(await take(10, { topics })).toEqual(['needle']);
    expect(await take(10, { topics })).toEqual([]);
    queue.putBack(['needle']);
    expect(await take(10, { topics })).toEqual(['needle']);
  });

  it('when the server starts again, then what was locked still is, and the rest is offered', async () => {
    await create([{ id: 'a', workerId: 'w', lockedUntil: NOW + 50 }, { id: 'b' }]);
    queue.close();
    await store.close();
    store = await place.open();
    queue = await TopicQueue.open(store, clock);
    expect(await look()).toEqual(['b']);
    clock.advanceBy(50);
    expect((await look()).sort()).toEqual(['a', 'b']);
  });
});
