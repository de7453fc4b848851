import type { Knex } from 'knex';

/**
 * Draws the next number of a series, starting with 1. Inside a transaction that is rolled back the number is given back,
 * so a series has no holes.
 */
export async function drawNumber(db: Knex, series: string): Promise<number> {
  const rows: { value: number }[] = await db('casework_counter')
    .insert({ name: series, value: 1 })
    .onConflict('name')
    .merge({ value: db.raw('?? + 1', ['casework_counter.value']) })
    .returning('value');
  const value = rows[0]?.value;
  if (value === undefined) throw new Error(`no number was drawn from series ${series}`);
  return value;
}
