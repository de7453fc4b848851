import type { Knex } from 'knex';
import type { Level } from '../codes.ts';
import { readKept, writeKept } from './kept-rows.ts';
import { type Stored, toMs, toTextList } from './row-values.ts';

/** A place of the tree city > district > town > community. The code of a place begins with the code of its parent. */
export interface Area {
  code: string;
  name: string;
  level: Level;
  parentCode: string | null;
  /** Names it bore before, oldest first. */
  formerNames: string[];
  /** Since when nothing new is registered there; what was registered before stays. */
  closedAt: number | null;
}

/** What is said of a place when it is added. */
export type NewArea = Pick<Area, 'code' | 'name' | 'level' | 'parentCode'>;

interface Row {
  code: string;
  name: string;
  level: Level;
  parent_code: string | null;
  former_names: string;
  closed_at: Stored;
}

const toArea = (row: Row): Area => ({
  code: row.code,
  name: row.name,
  level: row.level,
  parentCode: row.parent_code,
  formerNames: toTextList(row.former_names),
  closedAt: toMs(row.closed_at),
});

const TABLE = 'casework_area';

/** Every area, parents before children. */
export async function listAreas(db: Knex): Promise<Area[]> {
  const rows: Row[] = await db(TABLE).select('*').orderBy('code');
  return rows.map(toArea).sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
}

/** The area with this code. */
export async function findArea(db: Knex, code: string): Promise<Area | undefined> {
  const row = await readKept<Row>(db, TABLE, code, () => db(TABLE).where({ code }).first());
  return row && toArea(row);
}

/** The area itself and those above it, lowest first. */
export async function findAreaPath(db: Knex, code: string): Promise<Area[]> {
  const path: Area[] = [];
  for (let area = await findArea(db, code); area; area = await findArea(db, area.parentCode ?? '')) path.push(area);
  return path;
}

/** SQLite takes no more rows in one statement, as knex writes it. */
const ROWS_AT_A_TIME = 100;

/** Adds areas; parents must come first. @throws when a code is taken */
export async function insertAreas(db: Knex, areas: readonly NewArea[]): Promise<void> {
  const rows = areas.map(({ code, name, level, parentCode }) => ({ code, name, level, parent_code: parentCode }));
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
    await writeKept(db, TABLE, async () => db(TABLE).insert(rows.slice(at, at + ROWS_AT_A_TIME)));
  }
}

/** Gives an area another name and keeps the one it had. */
export async function renameArea(db: Knex, { code, name: before, formerNames }: Area, name: string): Promise<void> {
  const former = [...formerNames.filter((one) => one !== name), before];
  const change = { name, former_names: JSON.stringify(former) };
  await writeKept(db, TABLE, async () => db(TABLE).where({ code }).update(change));
}

/** Closes areas, or with null opens them again. */
export async function setAreasClosed(db: Knex, codes: readonly string[], closedAt: number | null): Promise<void> {
  for (let at = 0; at < codes.length; at += ROWS_AT_A_TIME) {
    const some = codes.slice(at, at + ROWS_AT_A_TIME);
    await writeKept(db, TABLE, async () => db(TABLE).whereIn('code', some).update({ closed_at: closedAt }));
  }
}
