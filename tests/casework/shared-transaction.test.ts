import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseworkDatabase, openCaseworkDatabase } from '../../server/casework/database.ts';
import { BusinessOutcome, invalid } from '../../server/casework/errors.ts';
import { sharedTransactions, type Transact } from '../../server/casework/shared-transaction.ts';

describe('given pieces of work that wait for the register at the same time', () => {
  let dataDir: string;
  let database: CaseworkDatabase;
  let transact: Transact;
  let commits: number;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shared-'));
    database = await openCaseworkDatabase({ dataDir });
    transact = sharedTransactions(database.knex);
    commits = 0;
    database.knex.on('query', ({ sql }: { sql: string }) => {
      if (/^commit/i.test(sql)) commits += 1;
    });
  });
  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const add = (db: Knex, code: string) => db('casework_area').insert({ code, name: code, level: 'city' });
  const codes = async (): Promise<string[]> => database.knex('casework_area').orderBy('code').pluck('code');
  const outcomes = async (pieces: Promise<unknown>[]) =>
    (await Promise.allSettled(pieces)).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));

  it('when all succeed, then they share commits, and each has its answer', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const done = numbers.map((number) => transact(async (trx) => add(trx, String(1000 + number)).then(() => number)));
    expect(await outcomes(done)).toEqual(numbers);
    expect(await codes()).toHaveLength(40);
    expect(commits).toBeLessThan(5);
  });

  it('when one fails after it wrote, then nothing of it stays, and all of the others does', async () => {
    let attempts = 0;
    const pieces = [
      transact(async (trx) => add(trx, '1001').then(() => 'first')),
      transact(async (trx) => {
        attempts += 1;
        await add(trx, '1002');
        throw invalid([{ field: 'x', reason: 'wrong' }]);
      }),
      transact(async (trx) => add(trx, '1003').then(() => 'third')),
    ];
    expect(await outcomes(pieces)).toEqual(['first', 'Refusal: wrong', 'third']);
    expect(await codes()).toEqual(['1001', '1003']);
    expect(attempts).toBe(2);
  });

  it('when one refuses before it wrote, then the others need not begin again', async () => {
    let attempts = 0;
    const pieces = [
      transact(async (trx) => {
        attempts += 1;
        await add(trx, '1001');
      }),
      transact(async (trx) => {
        await trx('casework_area').select('code');
        throw invalid([{ field: 'x', reason: 'wrong' }]);
      }),
    ];
    expect(await outcomes(pieces)).toEqual([undefined, 'Refusal: wrong']);
    expect(attempts).toBe(1);
    expect(await codes()).toEqual(['1001']);
  });

  it('when the database refuses a row, then only that piece hears of it', async () => {
    const pieces = ['1001', '1001', '1002'].map((code) => transact(async (trx) => add(trx, code).then(() => code)));
    expect(await outcomes(pieces)).toEqual(['1001', expect.stringContaining('SQLITE_CONSTRAINT'), '1002']);
    expect(await codes()).toEqual(['1001', '1002']);
  });

  it('when an outcome is a business one, then what was written before it stays', async () => {
    const piece = transact(async (trx) => {
      await add(trx, '1001');
      throw new BusinessOutcome('ERR_TOO_LATE', 'too late');
    });
    expect(await outcomes([piece])).toEqual(['BusinessOutcome: too late']);
    expect(await codes()).toEqual(['1001']);
  });

  it('when the database is closed, then whoever waits is told', async () => {
    await database.knex.destroy();
    const pieces = ['1001', '1002'].map((code) => transact((trx) => add(trx, code)));
    for (const said of await outcomes(pieces)) expect(said).toMatch(/Error/);
  });
});
