import type { Knex } from 'knex';
import type { Level } from '../codes.ts';

/** A place of the tree city > district > town > community. The code of a place begins with the code of its parent. */
export interface Area {
  code: string;
  name: string;
  level: Level;
  parentCode: string | null;
}

interface Row {
  code: string;
  name: string;
  level: Level;
  parent_code: string | null;
}

const toArea = (row: Row): Area => ({
  code: row.code,
  name: row.name,
  level: row.level,
  parentCode: row.parent_code,
});

/** Every area, parents before children. */
export async function listAreas(db: Knex): Promise<Area[]> {
  const rows: Row[] = await db('casework_area').select('*').orderBy('code');
  return rows.map(toArea).sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
}

/** The area with this code. */
export async function findArea(db: Knex, code: string): Promise<Area | undefined> {
  const row: Row | undefined = await db('casework_area').where({ code }).first();
  return row && toArea(row);
}

/** The area itself and those above it, lowest first. */
export async function findAreaPath(db: Knex, code: string): Promise<Area[]> {
  const path: Area[] = [];
  let next: string | null = code;
  while (next !== null && path.length < 8) {
    const area: Area | undefined = await findArea(db, next);
    if (!area) break;
    path.push(area);
    next = area.parentCode;
  }
  return path;
}

/** Adds areas; parents must come first. @throws when a code is taken */
export async function insertAreas(db: Knex, areas: readonly Area[]): Promise<void> {
  for (const area of areas) {
    await db('casework_area').insert({
      code: area.code,
      name: area.name,
      level: area.level,
      parent_code: area.parentCode,
    });
  }
}
