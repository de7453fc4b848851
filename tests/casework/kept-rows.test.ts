import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findArea, insertAreas, renameArea } from '../../server/casework/tables/area.ts';
import { DATABASES, openRegister, type Register } from './open-register.ts';

const CITY = '990100000000';

describe.each(DATABASES)('given a place that was read before (%s)', (database) => {
  let register: Register;
  const name = async (db = register.knex) => (await findArea(db, CITY))?.name;
  const rename = async (db: Knex, to: string) => {
    const area = await findArea(db, CITY);
    if (area) await renameArea(db, area, to);
  };

  beforeAll(async () => {
    register = await openRegister({ database, sample: false });
    expect(await name()).toBeUndefined();
    await insertAreas(register.knex, [{ code: CITY, name: '甲市', level: 'city', parentCode: null }]);
    expect(await name()).toBe('甲市');
  });
  afterAll(() => register.close());

  it('when it is read again, then the database is not asked', async () => {
    const asked: string[] = [];
    const hear = ({ sql }: { sql: string }) => asked.push(sql);
    register.knex.on('query', hear);
    expect(await name()).toBe('甲市');
    register.knex.off('query', hear);
    expect(asked).toEqual([]);
  });

  it('when it is changed, then whoever reads it sees the change', async () => {
    await rename(register.knex, '乙市');
    expect(await name()).toBe('乙市');
  });

  it('when it is changed in a transaction, then the transaction sees it at once, and all others when it has ended', async () => {
    await register.knex.transaction(async (trx) => {
      await rename(trx, '丙市');
      expect(await name(trx)).toBe('丙市');
    });
    expect(await name()).toBe('丙市');
  });

  it('when that transaction fails, then nobody sees what it wrote', async () => {
    const failing = register.knex.transaction(async (trx) => {
      await rename(trx, '丁市');
      expect(await name(trx)).toBe('丁市');
      throw new Error('not so');
    });
    await expect(failing).rejects.toThrow('not so');
    expect(await name()).toBe('丙市');
  });
});
