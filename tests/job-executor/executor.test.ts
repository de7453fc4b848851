import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock, systemClock } from '../../server/clock.ts';
import { newChanges } from '../../server/engine/changes.ts';
import type { Family, Job } from '../../server/engine/state.ts';
import { JobExecutor, type JobExecutorOptions } from '../../server/job-executor/executor.ts';
import { DueJobs } from '../../server/store/due-jobs.ts';
import { jobList } from '../../server/store/runtime/job-list.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from '../store/backends.ts';
import { addJob, startSample } from '../store/sample-family.ts';

const NOW = 1_000_000;

describe.each(backends)('given a job executor with a manual clock on $name', (backend) => {
  let place: Place;
  let store: Store;
  let clock: ManualClock;
  let jobs: DueJobs;
  let executor: JobExecutor;
  /** Ids of executed jobs, as they began. */
  let executed: string[];
  const stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
    clock = createManualClock(NOW);
    executed = [];
    jobs = new DueJobs(store);
    executor = makeExecutor({});
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await place.remove();
  });

  function makeExecutor(options: Partial<JobExecutorOptions>): JobExecutor {
    const made = new JobExecutor({ jobs, clock, execute: complete, concurrency: 1, ...options });
    stops.push(() => made.stop());
    return made;
  }

  /** Executes a job as a command does: in its family, which loses it. */
  async function complete(id: string): Promise<void> {
    executed.push(id);
    await change(id, (family, changes) => {
      family.jobs.delete(id);
      changes.jobs.set(id, null);
    });
  }

  async function change(
    id: string,
    work: (family: Family, changes: ReturnType<typeof newChanges>) => void,
  ): Promise<void> {
    const rootId = await store.families.rootOf({ job: id });
    if (rootId === undefined) throw new Error(`there is no job ${id}`);
    await store.families.run(rootId, (family) => {
      const changes = newChanges();
      work(family, changes);
      return { changes };
    });
  }

  function update(id: string, patch: Partial<Job>): Promise<void> {
    return change(id, (family, changes) => {
      changes.jobs.set(id, Object.assign(family.jobs.get(id)!, patch));
    });
  }

  /** Commits one instance with these jobs. */
  async function create(...rows: Partial<Job>[]): Promise<void> {
    const sample = startSample();
    for (const row of rows) addJob(sample, row);
    await store.families.commit(sample.family, sample.changes);
  }

  it('when it starts, then what is due is executed, the more urgent first, then what was due earlier', async () => {
    await create({ id: 'late', dueAt: NOW - 1 }, { id: 'early', dueAt: NOW - 9 });
    await create(
      { id: 'urgent', dueAt: NOW, priority: 5 },
      { id: 'at once', dueAt: null },
      { id: 'future', dueAt: NOW + 1 },
    );
    executor.start();
    await executor.whenIdle();
    expect(executed).toEqual(['urgent', 'at once', 'early', 'late']);
  });

  it('when the clock is moved, then what became due is executed at once, and nothing else', async () => {
    await create({ id: 'in an hour', dueAt: NOW + 3_600_000 }, { id: 'tomorrow', dueAt: NOW + 86_400_000 });
    executor.start();
    await executor.whenIdle();
    expect(executed).toEqual([]);
    clock.advanceBy(3_599_999);
    await executor.whenIdle();
    expect(executed).toEqual([]);
    clock.advanceBy(1);
    await executor.whenIdle();
    expect(executed).toEqual(['in an hour']);
    clock.advanceBy(86_400_000);
    await executor.whenIdle();
    expect(executed).toEqual(['in an hour', 'tomorrow']);
  });

  it('when jobs are committed while it runs, then they are executed when they are due', async () => {
    executor.start();
    await create({ id: 'now' }, { id: 'soon', dueAt: NOW + 10 });
    await executor.whenIdle();
    expect(executed).toEqual(['now']);
    await update('soon', { dueAt: NOW });
    await executor.whenIdle();
    expect(executed).toEqual(['now', 'soon']);
  });

  it('when jobs are suspended or have no tries left, then they rest until that changes', async () => {
    await create({ id: 'suspended', suspended: true }, { id: 'given up', retries: 0 });
    executor.start();
    await executor.whenIdle();
    expect(executed).toEqual([]);
    await update('given up', { retries: 1 });
    await update('suspended', { suspended: false });
    await executor.whenIdle();
    expect(executed.toSorted()).toEqual(['given up', 'suspended']);
  });

  it('when a job puts itself before the executor anew, then it is executed again', async () => {
    await create({ id: 'again' });
    const again = makeExecutor({
      execute: async (id) => {
        if (executed.length === 2) return complete(id);
        executed.push(id);
        await update(id, { dueAt: clock.now() });
      },
    });
    again.start();
    await again.whenIdle();
    expect(executed).toEqual(['again', 'again', 'again']);
  });

  it('when a job fails, then it is tried again at the date it was given, until no try is left', async () => {
    await create({ id: 'j' });
    const failing = makeExecutor({
      execute: async (id) => {
        executed.push(id);
        await change(id, (family, changes) => {
          const job = family.jobs.get(id)!;
          job.retries -= 1;
          job.dueAt = clock.now() + 600_000;
          changes.jobs.set(id, job);
        });
        throw new Error('step failed');
      },
    });
    failing.start();
    await failing.whenIdle();
    expect(executed).toHaveLength(1);
    for (const times of [2, 3, 3, 3]) {
      clock.advanceBy(600_000);
      await failing.whenIdle();
      expect(executed).toHaveLength(times);
    }
    expect(await jobList.find(store.reader, 'j')).toMatchObject({ retries: 0 });
  });

  it('when a failure could not even be noted, then the job rests and is tried again', async () => {
    await create({ id: 'j' });
    const errors: unknown[] = [];
    const recovering = makeExecutor({
      restMs: 20,
      onError: (error) => errors.push(error),
      execute: async (id) => {
        if (errors.length < 2) throw new Error('the database is away');
        await complete(id);
      },
    });
    recovering.start();
    while (executed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await recovering.whenIdle();
    expect(errors).toHaveLength(2);
    expect(await jobList.count(store.reader, { now: NOW })).toBe(0);
  });

  it('when a job is gone that was to be executed, then it is let go', async () => {
    await create({ id: 'j' });
    const late = makeExecutor({
      restMs: 5,
      execute: async (id) => {
        await complete(id);
        throw new Error('no such job any more');
      },
    });
    late.start();
    await late.whenIdle();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(executed).toEqual(['j']);
    expect(jobs.size).toBe(0);
  });

  it('when jobs of one instance are exclusive, then they run one at a time, others beside them', async () => {
    await create({ id: 'a1' }, { id: 'a2' }, { id: 'a3', exclusive: false });
    await create({ id: 'b1' }, { id: 'b2' });
    const running = new Set<string>();
    const together: string[] = [];
    const wide = makeExecutor({
      concurrency: 10,
      execute: async (id) => {
        running.add(id);
        together.push([...running].sort().join(' '));
        await new Promise((resolve) => setTimeout(resolve, 20));
        await complete(id);
        running.delete(id);
      },
    });
    wide.start();
    await wide.whenIdle();
    expect(executed.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(together.some((ids) => /a1.*a2|b1.*b2/.test(ids))).toBe(false);
    expect(together).toContain('a1 a3 b1');
  });

  it('when more are due than may run, then no more run at a time', async () => {
    for (let index = 0; index < 20; index++) await create({ id: `j${index}` });
    let [running, most] = [0, 0];
    const narrow = makeExecutor({
      concurrency: 4,
      execute: async (id) => {
        most = Math.max(most, ++running);
        await complete(id);
        running -= 1;
      },
    });
    narrow.start();
    await narrow.whenIdle();
    expect(executed).toHaveLength(20);
    expect(most).toBe(4);
  });

  it('when it stops, then running jobs end, none begins, and after a restart the others are executed', async () => {
    await create({ id: 'first' }, { id: 'second' });
    let letGo = () => {};
    const slow = makeExecutor({
      execute: async (id) => {
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        await complete(id);
      },
    });
    slow.start();
    await expect.poll(() => letGo.toString()).not.toBe('() => {}');
    const stopped = slow.stop();
    letGo();
    await stopped;
    expect(executed).toEqual(['first']);
    await store.close();
    store = await place.open();
    jobs = new DueJobs(store);
    const next = makeExecutor({});
    next.start();
    await next.whenIdle();
    expect(executed).toEqual(['first', 'second']);
  });

  it('when the instance ends before its job is due, then nothing is executed', async () => {
    await create({ id: 'j', dueAt: NOW + 5 });
    executor.start();
    await executor.whenIdle();
    await change('j', (family, changes) => {
      family.jobs.clear();
      changes.jobs.set('j', null);
    });
    clock.advanceBy(10);
    await executor.whenIdle();
    expect(executed).toEqual([]);
  });

  it('when far more jobs wait than memory shall hold, then all are executed in the order of their dates', async () => {
    const total = 12_000;
    const sample = startSample();
    const ids = Array.from({ length: total }, (_, index) => String(index).padStart(6, '0'));
    for (const id of ids.toReversed()) addJob(sample, { id, dueAt: NOW + Number(id), exclusive: false });
    // Everything that waits is in memory, so that what is committed next has to push the last ones out.
    await jobs.refill(NOW);
    await store.families.commit(sample.family, sample.changes);
    expect(jobs.size).toBeLessThanOrEqual(10_000);
    const drained: string[] = [];
    for (const now of [NOW + 3, NOW + 7_999, NOW + total]) {
      for (;;) {
        await jobs.refill(now);
        const job = jobs.take(now);
        if (!job) break;
        drained.push(job.id);
        jobs.forget(job);
      }
      expect(drained.length).toBe(Math.min(total, now - NOW + 1));
    }
    expect(drained).toEqual(ids);
  });
});

describe.each(backends)("given a job executor with the machine's clock on $name", (backend) => {
  it('when a job becomes due, then it is executed without anybody asking', async () => {
    const place = await backend.newPlace();
    const store = await place.open();
    const jobs = new DueJobs(store);
    const executed: number[] = [];
    const executor = new JobExecutor({
      jobs,
      clock: systemClock,
      execute: async () => {
        executed.push(systemClock.now());
      },
    });
    const sample = startSample();
    const dueAt = systemClock.now() + 150;
    addJob(sample, { dueAt });
    addJob(sample, { dueAt: dueAt + 3_600_000 });
    executor.start();
    await store.families.commit(sample.family, sample.changes);
    await expect.poll(() => executed.length, { timeout: 5_000 }).toBe(1);
    expect(executed[0]).toBeGreaterThanOrEqual(dueAt);
    await executor.stop();
    await place.remove();
  });
});
