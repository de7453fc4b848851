import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newChanges } from '../../server/engine/changes.ts';
import { CommitFailed } from '../../server/store/commit-failed.ts';
import { historicVariableList } from '../../server/store/history/variable-list.ts';
import { externalTaskList } from '../../server/store/runtime/external-task-list.ts';
import { instanceList } from '../../server/store/runtime/instance-list.ts';
import { userTaskList } from '../../server/store/runtime/user-task-list.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { holdFile } from '../crash/faults/sqlite-file.ts';
import { addExternalTask, addUserTask, nextRun, type Sample, setVariable, startSample } from './sample-family.ts';

describe('given a SQLite database whose tables are written behind a journal', () => {
  let dataDir: string;
  let store: Store;
  const others: { close(): Promise<void> }[] = [];
  const commit = (sample: Sample) => store.families.commit(sample.family, sample.changes);

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'behind-'));
    store = await openStore({ dataDir });
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await store.close().catch(() => undefined);
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Opens a copy of the files as they are now: what a killed server would have left. */
  async function openWhatIsOnDisk(): Promise<Store> {
    const copy = mkdtempSync(join(tmpdir(), 'behind-'));
    for (const name of readdirSync(dataDir)) if (!/lock|-shm/.test(name)) cpSync(join(dataDir, name), join(copy, name));
    const opened = await openStore({ dataDir: copy });
    others.push({
      async close() {
        await opened.close();
        rmSync(copy, { recursive: true, force: true });
      },
    });
    return opened;
  }

  /** Runs a statement on a connection of its own. */
  async function onTheSide(sql: string): Promise<Record<string, unknown>[]> {
    const file = sql.includes('store_journal') ? 'engine.journal.sqlite' : 'engine.sqlite';
    const connection = new sqlite3.Database(join(dataDir, file));
    try {
      return await new Promise((resolve, reject) =>
        connection.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows))),
      );
    } finally {
      await new Promise<void>((resolve) => connection.close(() => resolve()));
    }
  }

  it('when somebody asks whether it can be written, then rows that wait for their tables go on waiting', async () => {
    await commit(startSample());
    await store.assertWritable();
    expect(await onTheSide('select id from runtime_instance')).toEqual([]);
    expect(await onTheSide('select number from store_journal')).toHaveLength(1);
  });

  it('when the server is killed after the replies, then the next one knows all that was acknowledged', async () => {
    const [ended, waiting] = [startSample(), startSample({ variables: { amount: { type: 'Integer', value: 1 } } })];
    const task = addUserTask(waiting, { candidates: [{ userId: null, groupId: 'clerks', type: 'candidate' }] });
    const [done, next] = [addExternalTask(waiting), addExternalTask(waiting)];
    await Promise.all([commit(ended), commit(waiting)]);
    ended.changes = newChanges();
    ended.family.instances.clear();
    ended.changes.instances.set(ended.instance.id, null);
    nextRun(waiting);
    setVariable(waiting, 'amount', { type: 'Integer', value: 2 });
    waiting.family.externalTasks.delete(done.id);
    waiting.changes.externalTasks.set(done.id, null);
    await Promise.all([commit(ended), commit(waiting)]);

    const found = await openWhatIsOnDisk();

    expect((await instanceList.list(found.reader, {})).map(({ id }) => id)).toEqual([waiting.instance.id]);
    expect(await found.families.load(waiting.instance.id)).toEqual(waiting.family);
    expect((await externalTaskList.list(found.reader, { now: 0 })).map(({ id }) => id)).toEqual([next.id]);
    expect((await userTaskList.list(found.reader, { candidateGroup: 'clerks' })).map(({ id }) => id)).toEqual([
      task.id,
    ]);
    expect((await historicVariableList.list(found.reader, {})).map(({ value }) => value)).toEqual([2]);
  });

  it('when it is killed again and again between writing the tables and the rest, then rows come out once each', async () => {
    const samples = Array.from({ length: 5 }, () => startSample());
    for (const sample of samples) {
      await commit(sample);
      // Brings one table up to date and leaves the others behind.
      await instanceList.count(store.reader, {});
      nextRun(sample);
      setVariable(sample, 'late', { type: 'String', value: 'x' });
      await commit(sample);
      const found = await openWhatIsOnDisk();
      expect(await historicVariableList.count(found.reader, { variableName: 'late' })).toBe(
        samples.indexOf(sample) + 1,
      );
    }
  });

  it('when it stops in order, then the journal is empty and the tables hold everything', async () => {
    await commit(startSample());
    await store.close().catch(() => undefined);
    expect(await onTheSide('select count(*) as n from store_journal')).toEqual([{ n: 0 }]);
    expect(await onTheSide('select count(*) as n from runtime_instance')).toEqual([{ n: 1 }]);
  });

  it('when nobody reads for a while, then the tables get their rows and the journal gets shorter all the same', async () => {
    await commit(startSample());
    await expect
      .poll(() => onTheSide('select count(*) as n from runtime_instance'), { timeout: 20_000 })
      .toEqual([{ n: 1 }]);
    await commit(startSample());
    await expect
      .poll(() => onTheSide('select min(number) as first from store_journal'), { timeout: 20_000 })
      .toEqual([{ first: 2 }]);
  });

  it('when the tables cannot be written, then readers are told so, commands go on, and nothing is lost', async () => {
    await onTheSide(
      "create trigger refuse before insert on runtime_instance begin select raise(abort, 'no room'); end",
    );
    const sample = startSample();
    await commit(sample);
    await expect(instanceList.count(store.reader, {})).rejects.toBeInstanceOf(CommitFailed);
    const later = startSample();
    await commit(later);
    await onTheSide('drop trigger refuse');
    expect(await instanceList.count(store.reader, {})).toBe(2);
  });

  it('when another program holds the tables, then commands are made durable all the same, and lists wait', async () => {
    const letGo = await holdFile(join(dataDir, 'engine.sqlite'));
    await commit(startSample());
    const counted = instanceList.count(store.reader, {});
    expect(await onTheSide('select count(*) as n from store_journal')).toEqual([{ n: 1 }]);
    await letGo();
    expect(await counted).toBe(1);
  });

  it('when a row changes while it is on its way to its table, then both versions come there in turn', async () => {
    const sample = startSample();
    await commit(sample);
    const counted = instanceList.count(store.reader, {});
    nextRun(sample);
    setVariable(sample, 'late', { type: 'String', value: 'x' });
    await Promise.all([counted, commit(sample)]);
    const found = await openWhatIsOnDisk();
    expect(await found.families.load(sample.instance.id)).toEqual(sample.family);
    expect(await instanceList.count(store.reader, {})).toBe(1);
    await store.close();
    store = await openStore({ dataDir });
    expect(await store.families.load(sample.instance.id)).toEqual(sample.family);
  });

  it('when tables and journal are not of one moment, then a server refuses them with a clear word', async () => {
    await commit(startSample());
    await store.unitOfWork.caughtUp();
    const earlier = mkdtempSync(join(tmpdir(), 'behind-'));
    for (const name of ['engine.sqlite', 'engine.sqlite-wal']) cpSync(join(dataDir, name), join(earlier, name));
    for (let count = 0; count < 3; count += 1) {
      await commit(startSample());
      await store.unitOfWork.caughtUp();
    }
    await commit(startSample());
    await commit(startSample());
    for (const name of ['engine.journal.sqlite', 'engine.journal.sqlite-wal'])
      cpSync(join(dataDir, name), join(earlier, name));
    await expect(openStore({ dataDir: earlier })).rejects.toThrow(
      /engine\.journal\.sqlite begins with commit \d+, but the tables beside it need commit \d+/,
    );
    rmSync(earlier, { recursive: true });
  });

  it.each([
    ['is gone', () => undefined],
    ['is another one', (dir: string) => openStore({ dataDir: dir }).then((other) => other.close())],
  ])('when the journal of a killed server %s, then the next server refuses with a clear word', async (_, makeOther) => {
    await commit(startSample());
    const killed = mkdtempSync(join(tmpdir(), 'behind-'));
    const elsewhere = mkdtempSync(join(tmpdir(), 'behind-'));
    for (const name of ['engine.sqlite', 'engine.sqlite-wal']) cpSync(join(dataDir, name), join(killed, name));
    await makeOther(elsewhere);
    for (const name of readdirSync(elsewhere))
      if (name.includes('journal')) cpSync(join(elsewhere, name), join(killed, name));
    // Asking again does not make it right.
    for (let time = 0; time < 2; time += 1) {
      await expect(openStore({ dataDir: killed })).rejects.toThrow(
        /engine\.journal\.sqlite is not the journal of the tables beside it/,
      );
    }
    for (const dir of [killed, elsewhere]) rmSync(dir, { recursive: true });
  });

  it('when a server ended in order, then the next one needs no journal of it', async () => {
    const sample = startSample();
    await commit(sample);
    await store.close();
    for (const name of readdirSync(dataDir)) if (name.includes('journal.sqlite')) rmSync(join(dataDir, name));
    store = await openStore({ dataDir });
    expect(await store.families.load(sample.instance.id)).toEqual(sample.family);
  });
});
