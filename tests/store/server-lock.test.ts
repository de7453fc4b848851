import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';

describe.each(backends)('given a server on $name', (backend) => {
  let place: Place;
  beforeEach(async () => {
    place = await backend.newPlace();
  });
  afterEach(() => place.remove());

  it('when a second one is started on the same data, then it refuses with a clear word', async () => {
    const store = await place.open();
    await expect(openStore(place.options)).rejects.toThrow(/another server is running on .*stop it first/);
    await store.close();
    const next = await place.open();
    expect(next.unitOfWork.waiting).toBe(0);
  });

  it('when the database was written by a newer version, then it refuses and leaves the lock free', async () => {
    const store = await place.open();
    await store.unitOfWork.transaction(({ knex }) => knex('store_migration').insert({ number: 1_000, name: 'later' }));
    await store.close();
    const open = () => openStore(place.options);
    await expect(open()).rejects.toThrow('the database stands at migration 1000');
    await expect(open()).rejects.toThrow('the database stands at migration 1000');
  });
});

describe.each(backends.filter(({ name }) => name === 'PostgreSQL'))('given a server on $name', (backend) => {
  let place: Place;
  beforeEach(async () => {
    place = await backend.newPlace();
  });
  afterEach(() => place.remove());

  it('when the connection that holds the lock breaks, then it writes no more, says so, and another may take over', async () => {
    const lost: Error[] = [];
    const store = await openStore({ ...place.options, onLockLost: (error) => lost.push(error) });
    const end =
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    await store.reader.raw(end);
    await expect.poll(() => lost.length).toBe(1);
    const write = () => store.unitOfWork.transaction(({ knex }) => knex('store_migration').delete());
    await expect(write()).rejects.toThrow('could not be written');
    const next = await place.open();
    expect(await next.reader('store_migration').count({ count: '*' })).not.toEqual([{ count: 0 }]);
    await store.close().catch(() => undefined);
  });
});
