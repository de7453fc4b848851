import type { Knex } from 'knex';
import type { Level } from '../codes.ts';
import { readKept, writeKept } from './kept-rows.ts';
import { type Stored, toMs } from './row-values.ts';

/** A unit of the administration: a role (`housing`, `petitionOffice`, …) in an area. */
export interface Unit {
  id: string;
  role: string;
  name: string;
  areaCode: string;
  areaLevel: Level;
  /** Since when nothing new goes there. */
  closedAt: number | null;
  /** Who took over when it was closed. */
  successorId: string | null;
}

/** What is said of a unit when it is added. */
export type NewUnit = Pick<Unit, 'id' | 'role' | 'name' | 'areaCode'>;

interface Row {
  id: string;
  role: string;
  name: string;
  area_code: string;
  area_level: Level;
  closed_at: Stored;
  successor_id: string | null;
}

const toUnit = (row: Row): Unit => ({
  id: row.id,
  role: row.role,
  name: row.name,
  areaCode: row.area_code,
  areaLevel: row.area_level,
  closedAt: toMs(row.closed_at),
  successorId: row.successor_id,
});

const TABLE = 'casework_unit';

const query = (db: Knex) =>
  db(`${TABLE} as u`)
    .join('casework_area as a', 'a.code', 'u.area_code')
    .select('u.id', 'u.role', 'u.name', 'u.area_code', 'u.closed_at', 'u.successor_id', 'a.level as area_level');

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
  const row = await readKept<Row>(db, TABLE, id, () => query(db).where('u.id', id).first());
  return row && toUnit(row);
}

/** The units with these ids. */
export async function findUnits(db: Knex, ids: readonly string[]): Promise<Unit[]> {
  const units: Unit[] = [];
  for (const id of new Set(ids)) {
    const unit = await findUnit(db, id);
    if (unit) units.push(unit);
  }
  return units;
}

/** The open unit of `role` that is responsible for a place: the one of the nearest area among `areaCodes` (lowest first). */
export async function findUnitFor(db: Knex, role: string, areaCodes: readonly string[]): Promise<Unit | undefined> {
  return (await findUnitsFor(db, [role], areaCodes)).get(role);
}

/** As `findUnitFor`, for several roles; a role that nobody holds is left out. */
export async function findUnitsFor(
  db: Knex,
  roles: readonly string[],
  areaCodes: readonly string[],
): Promise<Map<string, Unit>> {
  if (roles.length === 0) return new Map();
  const rows: Row[] = await query(db)
    .whereNull('u.closed_at')
    .whereIn('u.role', [...roles])
    .whereIn('u.area_code', [...areaCodes]);
  const units = new Map<string, Unit>();
  for (const areaCode of areaCodes) {
    for (const row of rows) if (row.area_code === areaCode && !units.has(row.role)) units.set(row.role, toUnit(row));
  }
  return units;
}

/** Adds units. @throws when an id is taken or an area is missing */
export async function insertUnits(db: Knex, units: readonly NewUnit[]): Promise<void> {
  for (const unit of units) {
    const row = { id: unit.id, role: unit.role, name: unit.name, area_code: unit.areaCode };
    await writeKept(db, TABLE, async () => db(TABLE).insert(row), unit.id);
  }
}

/** Closes a unit in favour of another. Closing it again changes nothing. */
export async function setUnitClosed(db: Knex, id: string, successorId: string, closedAt: number): Promise<void> {
  const change = { closed_at: closedAt, successor_id: successorId };
  await writeKept(db, TABLE, async () => db(TABLE).where({ id }).whereNull('closed_at').update(change), id);
}

/** The unit itself, or when it is closed whoever took over, and so on. */
export async function findOpenUnit(db: Knex, id: string): Promise<Unit | undefined> {
  let unit = await findUnit(db, id);
  // A successor is open when it is named, so the way never leads back.
  while (unit?.successorId) unit = await findUnit(db, unit.successorId);
  return unit;
}

/** Whether there is such a unit, and it is not closed. */
export async function isOpenUnit(db: Knex, id: string): Promise<boolean> {
  return (await findUnit(db, id))?.closedAt === null;
}
