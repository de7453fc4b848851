import type { CaseworkContext } from '../context.ts';
import { invalid, type Problem } from '../errors.ts';
import { type Area, insertAreas, listAreas, type NewArea, renameArea, setAreasClosed } from '../tables/area.ts';
import { parentsOf, readAreaCode } from './area-code.ts';
import { countCharacters } from './field-reader.ts';
import { type CsvRecord, readCsv } from './read-csv.ts';

const MAX_ROWS = 200_000;
const MAX_PROBLEMS = 100;
const NAME_MAX = 100;

/** Names a column may have. */
const COLUMNS = {
  code: ['code', '代码', '区划代码', '统计用区划代码'],
  name: ['name', '名称'],
  parentCode: ['parentCode', '上级代码'],
} as const;
/** Columns of the official table that the register has no use for. */
const UNUSED = ['城乡分类代码', '级别'];

/** What an import did. */
export interface AreaImport {
  rows: number;
  added: number;
  renamed: { code: string; from: string; to: string }[];
  /** Places that were closed and stand in the table again. */
  reopened: string[];
  /** Places that the whole table no longer has. */
  closed: string[];
  unchanged: number;
  /** Provinces, which stand above the register's tree. */
  skipped: number;
}

type ReadArea = NewArea & { line: number };

/**
 * Brings the official table of area codes (统计用区划代码) into the register, all or nothing. The same table again changes nothing.
 * @param text CSV with a heading: code, name, and if it is given the parent's code
 * @param whole whether the table is complete: places below its topmost ones that it does not have are closed, never deleted
 * @throws Refusal 422 with the line of everything wrong
 */
export async function importAreas({ knex, clock }: CaseworkContext, text: string, whole: boolean): Promise<AreaImport> {
  const [heading, ...records] = readCsv(text, MAX_ROWS);
  if (!heading) throw invalid([{ field: 'file', reason: '文件是空的，第一行应为列名' }]);
  const { areas, skipped, problems } = readRows(heading, records);
  return knex.transaction(async (trx) => {
    const known = new Map((await listAreas(trx)).map((area) => [area.code, area]));
    const given = new Map(areas.map((area) => [area.code, area]));
    placeInTree(areas, given, known, problems);
    if (problems.length > 0) throw invalid(problems.slice(0, MAX_PROBLEMS));
    const result: AreaImport = {
      rows: records.length,
      added: 0,
      renamed: [],
      reopened: [],
      closed: [],
      unchanged: 0,
      skipped,
    };
    const added: NewArea[] = [];
    for (const area of areas.toSorted((a, b) => a.code.length - b.code.length)) {
      const before = known.get(area.code);
      if (!before) {
        added.push(area);
        continue;
      }
      if (before.name !== area.name) {
        await renameArea(trx, before, area.name);
        result.renamed.push({ code: area.code, from: before.name, to: area.name });
      }
      if (before.closedAt !== null) result.reopened.push(area.code);
      if (before.name === area.name && before.closedAt === null) result.unchanged += 1;
    }
    await insertAreas(trx, added);
    result.added = added.length;
    await setAreasClosed(trx, result.reopened, null);
    if (whole) {
      result.closed = missing(known.values(), given);
      await setAreasClosed(trx, result.closed, clock.now());
    }
    return result;
  });
}

function readRows(heading: CsvRecord, records: readonly CsvRecord[]) {
  const problems: Problem[] = [];
  const at = (names: readonly string[]) => heading.cells.findIndex((cell) => names.includes(cell));
  const [code, name, parent] = [at(COLUMNS.code), at(COLUMNS.name), at(COLUMNS.parentCode)];
  if (code < 0) problems.push({ field: 'code', reason: '第 1 行：缺少列 code（代码）' });
  if (name < 0) problems.push({ field: 'name', reason: '第 1 行：缺少列 name（名称）' });
  for (const cell of heading.cells) {
    const used = [...Object.values(COLUMNS).flat(), ...UNUSED];
    if (!used.some((known) => known === cell)) problems.push({ field: cell, reason: `第 1 行：未知列 ${cell}` });
  }
  if (problems.length > 0) throw invalid(problems);
  const areas: ReadArea[] = [];
  const lineOf = new Map<string, number>();
  let skipped = 0;
  for (const { line, cells } of records) {
    const refuse = (field: string, reason: string) => problems.push({ field, reason: `第 ${line} 行：${reason}` });
    const text = cells[code] ?? '';
    const read = readAreaCode(text);
    const label = (cells[name] ?? '').replaceAll('\u0000', '');
    if (cells.length !== heading.cells.length) {
      refuse('', `应有 ${heading.cells.length} 列，实有 ${cells.length} 列`);
    } else if (read === null) refuse('code', `代码 ${text.slice(0, 20)} 应为 4、6、9 或 12 位数字`);
    else if (read === 'province') skipped += 1;
    else if (label === '' || countCharacters(label) > NAME_MAX) refuse('name', `名称应为 1 到 ${NAME_MAX} 个字符`);
    else if (lineOf.has(read.code)) refuse('code', `代码 ${read.code} 与第 ${lineOf.get(read.code)} 行重复`);
    else {
      lineOf.set(read.code, line);
      const above = cells[parent] ?? '';
      const parentCode = above === '' ? null : readParent(above);
      if (parentCode === undefined) refuse('parentCode', `上级代码 ${above.slice(0, 20)} 应为 4、6、9 或 12 位数字`);
      else areas.push({ ...read, name: label, parentCode, line });
    }
  }
  return { areas, skipped, problems };
}

/** The parent's code as the register keeps it; null for a province; undefined when it is none. */
function readParent(text: string): string | null | undefined {
  const read = readAreaCode(text);
  return read === null ? undefined : read === 'province' ? null : read.code;
}

/** Finds each place its parent, and refuses cycles, parents that are not there, and parents the code does not lie under. */
function placeInTree(
  areas: readonly ReadArea[],
  given: ReadonlyMap<string, ReadArea>,
  known: ReadonlyMap<string, Area>,
  problems: Problem[],
): void {
  for (const area of areas) {
    const refuse = (field: string, reason: string) => problems.push({ field, reason: `第 ${area.line} 行：${reason}` });
    const cycle = cycleFrom(area, given);
    if (cycle) {
      refuse('parentCode', `${area.code} 的上级又回到它自己（${cycle.join(' → ')}）`);
      continue;
    }
    const above = parentsOf(area.code);
    const parentCode = area.parentCode ?? above.find((code) => given.has(code) || known.has(code)) ?? null;
    if (parentCode === null) {
      if (area.level !== 'city') refuse('code', `${area.code} 的上级不在表中，也不在登记簿中`);
    } else if (!given.has(parentCode) && !known.has(parentCode)) {
      refuse('parentCode', `上级 ${parentCode} 不在表中，也不在登记簿中`);
    } else if (!above.includes(parentCode)) {
      refuse('parentCode', `代码 ${area.code} 不在上级 ${parentCode} 之下`);
    }
    area.parentCode = parentCode;
  }
}

/** The way from a place over the parents the table names back to itself, or null. */
function cycleFrom(area: ReadArea, given: ReadonlyMap<string, ReadArea>): string[] | null {
  const way = [area.code];
  for (let next = area.parentCode; next !== null; next = given.get(next)?.parentCode ?? null) {
    way.push(next);
    if (next === area.code) return way;
    if (way.length > 6) return null;
  }
  return null;
}

/** Open places below the topmost of the table that the table does not have. */
function missing(known: Iterable<Area>, given: ReadonlyMap<string, ReadArea>): string[] {
  const tops = [...given.values()].filter(({ parentCode }) => parentCode === null || !given.has(parentCode));
  return [...known]
    .filter(
      ({ code, closedAt }) => closedAt === null && !given.has(code) && tops.some((top) => code.startsWith(top.code)),
    )
    .map(({ code }) => code);
}
