import type { FastifyInstance } from 'fastify';
import { daysOfYear } from '../calendar/seed.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { listCalendarYear, replaceCalendarYear } from '../tables/calendar.ts';

/** The working calendar of a year. Deadlines that end in a year without one cannot be computed. */
export function calendarRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get<{ Params: { year: string } }>('/calendar/:year', async (request) => {
    const year = readYear(request.params.year);
    const days = await listCalendarYear(knex, year);
    return {
      year,
      known: days.length > 0,
      source: days[0]?.source ?? null,
      workingDays: days.filter((day) => day.working).length,
      holidays: days.filter((day) => day.name !== null).map((day) => ({ day: day.day, name: day.name })),
    };
  });

  app.put<{ Params: { year: string } }>('/calendar/:year', async (request) => {
    const year = readYear(request.params.year);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const source = reader.requiredText('source', '依据', { max: 60 });
    const holidays = reader.list('holidays', '假日', 100, (holiday) => ({
      name: holiday.requiredText('name', '名称', { max: 60 }),
      days: readDays(holiday, 'days', year),
    }));
    const swappedToWork = readDays(reader, 'swappedToWork', year);
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const off = Object.fromEntries(holidays.map((holiday) => [holiday.name, holiday.days]));
    const days = daysOfYear(year, { off, swappedToWork }, source);
    await knex.transaction((trx) => replaceCalendarYear(trx, year, days));
    return { year, workingDays: days.filter((day) => day.working).length };
  });
}

function readYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw invalid([{ field: 'year', reason: '年份须为 2000 到 2099' }]);
  return Number(text);
}

/** Days `yyyy-mm-dd` of the year, as `mm-dd` parted by spaces. */
function readDays(reader: FieldReader, field: string, year: number): string {
  const days = reader.texts(field, '日期', { max: 60, maxEach: 10 }) ?? [];
  for (const day of days) {
    if (!isDay(day) || !day.startsWith(`${year}-`)) reader.refuse(field, `${day} 不是 ${year} 年的日期`);
  }
  return days.map((day) => day.slice(5)).join(' ');
}
