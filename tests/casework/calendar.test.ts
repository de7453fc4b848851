import chineseDays from 'chinese-days';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICED_YEARS } from '../../server/casework/calendar/holidays.ts';
import { daysOfYear } from '../../server/casework/calendar/seed.ts';
import { dayOf, periodEndMs } from '../../server/casework/calendar/working-days.ts';
import { openRegister, type Register, registerOne } from './open-register.ts';

describe('given the working calendar', () => {
  let register: Register;
  beforeAll(async () => {
    register = await openRegister();
  });
  afterAll(() => register.close());

  const end = async (from: string, amount: number, unit: 'day' | 'workday') =>
    dayOf(await periodEndMs(register.knex, Date.parse(`${from}T04:00:00Z`), amount, unit));

  it('when its known years are compared with the package they come from, then every day agrees', () => {
    for (const [year, notice] of Object.entries(NOTICED_YEARS)) {
      const days = daysOfYear(Number(year), notice, 'test');
      expect(days.length).toBe(Number(year) % 4 === 0 ? 366 : 365);
      for (const day of days) expect([day.day, day.working]).toEqual([day.day, chineseDays.isWorkday(day.day)]);
    }
  });

  it.each([
    ['2026-09-24', 15, 'day', '2026-10-09'],
    ['2026-09-21', 10, 'day', '2026-10-08'],
    ['2026-09-24', 16, 'day', '2026-10-10'],
    ['2026-11-24', 5, 'workday', '2026-12-01'],
    ['2026-09-30', 5, 'workday', '2026-10-13'],
    ['2026-02-13', 1, 'workday', '2026-02-14'],
    ['2026-12-30', 30, 'day', '2027-01-29'],
    ['2026-12-31', 1, 'workday', '2027-01-04'],
  ] as const)('when %s plus %i %s is asked for, then it ends on %s', async (from, amount, unit, expected) => {
    expect(await end(from, amount, unit)).toBe(expected);
  });

  it.each([
    ['2026-09-07', 30, 30, '2026-10-07'],
    ['2026-09-07', 29, 30, '2026-10-07'],
    ['2026-09-07', 29, 31, '2026-10-08'],
  ])(
    'when %s plus %i days may not go beyond %i, then holidays move it to %s at most',
    async (from, amount, atMost, day) => {
      const fromMs = Date.parse(`${from}T04:00:00Z`);
      expect(dayOf(await periodEndMs(register.knex, fromMs, amount, 'day', atMost))).toBe(day);
    },
  );

  it('when somebody comes late in the evening, then the day counts by Chinese time', async () => {
    const from = Date.parse('2026-11-24T17:00:00Z');
    expect(dayOf(from)).toBe('2026-11-25');
    expect(dayOf(await periodEndMs(register.knex, from, 1, 'day'))).toBe('2026-11-26');
  });

  it('when a year without rows is reached, then it raises and names the year', async () => {
    await expect(end('2030-12-31', 1, 'day')).rejects.toThrow('2031');
  });

  it('when an office without samples needs next year, then the worker is told why, until the year is entered', async () => {
    const empty = await openRegister({ sample: false });
    await empty.post('/office', { areas: [{ code: '8801', name: '南市', level: 'city' }] });
    const key = await registerOne(empty, { areaCode: '8801' });
    const clock = { amount: 60, unit: 'day' };
    const refused = await empty.work('start-handling-clock', key, clock);
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({
      code: 'calendarUnknown',
      errors: [{ reason: expect.stringContaining('2027') }],
    });
    expect((await empty.get('/calendar/2027')).json()).toMatchObject({ known: false });
    const year = {
      source: '通知',
      holidays: [{ name: '元旦', days: ['2027-01-01'] }],
      swappedToWork: ['2027-01-23'],
    };
    expect((await empty.put('/calendar/2027', year)).statusCode).toBe(200);
    expect((await empty.work('start-handling-clock', key, clock)).json()).toMatchObject({
      deadlineAt: '2027-01-23T15:59:59.999Z',
    });
    await empty.close();
  });

  it.each([
    ['/calendar/1999', { source: '通知' }, 'year'],
    ['/calendar/2027', { source: '通知', swappedToWork: ['2026-01-01'] }, 'swappedToWork'],
    ['/calendar/2027', {}, 'source'],
  ])('when %s is sent something wrong, then 422 names the field', async (path, body, field) => {
    const answer = await register.put(path, body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors.map((error) => error.field)).toContain(field);
  });
});
