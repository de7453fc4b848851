import type { Knex } from 'knex';
import type { Level } from '../codes.ts';

/** A unit of the administration: a role (`housing`, `petitionOffice`, …) in an area. */
export interface Unit {
  id: string;
  role: string;
  name: string;
  areaCode: string;
  areaLevel: Level;
}

interface Row {
  id: string;
  role: string;
  name: string;
  area_code: string;
  area_level: Level;
}

const toUnit = (row: Row): Unit => ({
  id: row.id,
  role: row.role,
  name: row.name,
  areaCode: row.area_code,
  areaLevel: row.area_level,
});

const query = (db: Knex) =>
  db('casework_unit as u')
    .join('casework_area as a', 'a.code', 'u.area_code')
    .select('u.id', 'u.role', 'u.name', 'u.area_code', 'a.level as area_level');

/** Units, optionally of one role and of one area with everything below it. */
export async function listUnits(db: Knex, filter: { role?: string; areaCode?: string } = {}): Promise<Unit[]> {
  const rows: Row[] = await query(db)
    .modify((q) => {
      if (filter.role) q.where('u.role', filter.role);
      if (filter.areaCode) q.whereLike('u.area_code', `${filter.areaCode}%`);
    })
    .orderBy(['u.area_code', 'u.id']);
  return rows.map(toUnit);
}

/** The unit with this id. */
export async function findUnit(db: Knex, id: string): Promise<Unit | undefined> {
  const row: Row | undefined = await query(db).where('u.id', id).first();
  return row && toUnit(row);
}

/** The unit of `role` that is responsible for a place: the one of the nearest area among `areaCodes` (lowest first). */
export async function findUnitFor(db: Knex, role: string, areaCodes: readonly string[]): Promise<Unit | undefined> {
  const rows: Row[] = await query(db)
    .where('u.role', role)
    .whereIn('u.area_code', [...areaCodes]);
  const units = rows.map(toUnit);
  for (const areaCode of areaCodes) {
    const unit = units.find((candidate) => candidate.areaCode === areaCode);
    if (unit) return unit;
  }
  return undefined;
}

/** Adds units. @throws when an id is taken or an area is missing */
export async function insertUnits(db: Knex, units: readonly Omit<Unit, 'areaLevel'>[]): Promise<void> {
  for (const unit of units) {
    await db('casework_unit').insert({ id: unit.id, role: unit.role, name: unit.name, area_code: unit.areaCode });
  }
}
