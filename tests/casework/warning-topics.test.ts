import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf } from '../../server/casework/work/aggregate-cells.ts';
import { DATABASES, goodForm, openRegister, type Register, START_MS } from './open-register.ts';

const DAY_MS = 86_400_000;
const at = (days: number) => new Date(START_MS + days * DAY_MS).toISOString();

describe('given entries by subject and place', () => {
  const entries = (count: number, areaCode: string) =>
    Array.from({ length: count }, (_, index) => ({ subjectCode: 'wages', areaCode, person: `${areaCode}-${index}` }));

  it('when a town has five persons, then it is a cell; smaller towns go up together, and what stays small is in none', () => {
    const found = cellsOf([
      ...entries(5, '990101001001'),
      ...entries(2, '990101002001'),
      ...entries(3, '990101003001'),
      ...entries(4, '990102001001'),
    ]);
    expect(found.cells).toEqual([
      { subjectCode: 'wages', areaCode: '990101001', entries: 5, persons: 5 },
      { subjectCode: 'wages', areaCode: '990101', entries: 5, persons: 5 },
    ]);
    expect(found.suppressed).toBe(4);
  });

  it('when one person brings it five times, then it is no cell', () => {
    const same = entries(5, '990101001001').map((entry) => ({ ...entry, person: 'one' }));
    expect(cellsOf(same)).toEqual({ cells: [], suppressed: 5 });
  });
});

describe.each(DATABASES)('given a register on %s in which six persons brought one subject', (database) => {
  let register: Register;
  beforeAll(async () => {
    register = await openRegister({ database });
    for (let index = 0; index < 6; index += 1) {
      const body = goodForm({
        name: `样例居民${index}`,
        phone: `0000-${1_000_000 + index}`,
        subjectCode: 'rural',
        content: `第${index}户的灌溉水渠堵了${index + 2}个月，一直没有人疏通。`,
      });
      expect((await register.post('/petitions', body)).statusCode).toBe(201);
    }
  });
  afterAll(() => register.close());
  const ask = (topic: string, body: Record<string, unknown>) =>
    register.post(`/work/${topic}`, { taskId: 't', ...body });

  it('when a channel is read twice, then the first count stands; one of another house is missing', async () => {
    const span = { channel: 'petitions', from: at(-1), to: at(1) };
    const first = (await ask('ingest-channel', span)).json();
    expect(first.count).toBeGreaterThanOrEqual(6);
    expect(first.cursor).toBe(at(1));
    await register.post('/petitions', goodForm({ content: '又有一户的灌溉水渠堵了两个月，没有人疏通。' }));
    expect((await ask('ingest-channel', span)).json()).toEqual(first);
    const missing = await ask('ingest-channel', { ...span, channel: 'hotline12345' });
    expect(missing.statusCode).toBe(409);
    expect(missing.json()).toMatchObject({ code: 'ERR_SOURCE_UNAVAILABLE', variables: { count: null, cursor: null } });
  });

  it('when cells are counted twice, then they are there once, without anybody in them', async () => {
    const answer = (await ask('aggregate-cells', { windowDays: 7, to: at(1) })).json();
    expect(answer.cells).toContain('rural:990101001');
    expect((await ask('aggregate-cells', { windowDays: 7, to: at(1) })).json()).toEqual(answer);
    const rows = await register.knex('casework_cell').where({ subject_code: 'rural', area_code: '990101001' });
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]).sort()).toEqual(
      ['area_code', 'entries', 'persons', 'subject_code', 'to_at', 'window_days'].sort(),
    );
  });

  it('when a warning is raised twice, then there is one; its effect is told when 28 days have gone', async () => {
    register.clock.advanceBy(DAY_MS);
    const cell = { subjectCode: 'rural', areaCode: '990101001', level: 'blue' };
    const first = (await ask('dedupe-warning', cell)).json();
    expect(first.isNew).toBe(true);
    expect((await ask('dedupe-warning', { ...cell, level: 'yellow' })).json()).toEqual({ ...first, isNew: false });
    const doubted = { ...cell, taskId: 'other', confirmed: false };
    for (const _again of [1, 2]) expect((await ask('dedupe-warning', doubted)).json()).toMatchObject({ isNew: false });
    const { warningPrecision } = (await register.get('/kpi?from=2026-11-24&to=2026-11-30')).json();
    expect(warningPrecision.raised.n).toBe(2);
    const early = await ask('measure-effect', { warningId: first.warningId });
    expect([early.statusCode, early.json().code]).toEqual([409, 'ERR_TOO_FEW_DATA']);
    register.clock.advanceBy(28 * DAY_MS);
    const effect = (await ask('measure-effect', { warningId: first.warningId })).json();
    expect(effect.before).toBeGreaterThanOrEqual(6);
    expect(effect).toMatchObject({ after: 0, change: -1 });
    expect((await ask('measure-effect', { warningId: 'nobody' })).statusCode).toBe(404);
  });
});
