import { dayOf } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, Refusal } from '../errors.ts';
import { readPetitionForm } from './petition-form.ts';
import { readCsv } from './read-csv.ts';
import { registerPetition } from './register-petition.ts';

/** What became of an imported file. Row 1 is the heading. */
export interface ImportResult {
  /** Data rows found. */
  rows: number;
  imported: number;
  businessKeys: string[];
  errors: { row: number; column: string; reason: string }[];
}

const LISTS = new Set(['claims', 'accusedAgentIds']);
const MAX_ROWS = 10_000;

/**
 * Registers every good row of a CSV file (UTF-8, a BOM and quoted line breaks allowed) and says of every other what is wrong.
 * @param mayRegister whether the person who sends the file may register for an area
 * @throws Refusal 422 when the file as a whole cannot be read
 */
export async function importCsv(
  context: CaseworkContext,
  text: string,
  mayRegister: (areaCode: string) => boolean,
): Promise<ImportResult> {
  const [heading, ...records] = readCsv(text, MAX_ROWS).map(({ cells }) => cells);
  if (!heading) throw invalid([{ field: 'file', reason: '文件是空的，第一行应为列名' }]);
  const result: ImportResult = { rows: records.length, imported: 0, businessKeys: [], errors: [] };
  for (const [index, record] of records.entries()) {
    const row = index + 2;
    const refuse = (column: string, reason: string) => result.errors.push({ row, column, reason });
    if (record.length !== heading.length) {
      refuse('', `应有 ${heading.length} 列，实有 ${record.length} 列`);
      continue;
    }
    const read = readPetitionForm(toBody(heading, record), dayOf(context.clock.now()));
    if ('problems' in read) {
      for (const problem of read.problems) refuse(problem.field, problem.reason);
      continue;
    }
    if (!mayRegister(read.form.areaCode)) {
      refuse('areaCode', '该属地不在您的辖区内');
      continue;
    }
    try {
      const petition = await registerPetition(context, read.form);
      result.imported += 1;
      result.businessKeys.push(petition.businessKey);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const problem of error.problems) refuse(problem.field, problem.reason);
    }
  }
  return result;
}

/** One row as the body a form would send: `facts.x` columns become members of `facts`, lists are split at `；` or `|`. */
function toBody(heading: readonly string[], record: readonly string[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const facts: Record<string, unknown> = {};
  for (const [index, column] of heading.entries()) {
    const cell = record[index]?.trim() ?? '';
    if (cell === '') continue;
    if (column.startsWith('facts.')) facts[column.slice('facts.'.length)] = cell;
    else body[column] = LISTS.has(column) ? cell.split(/[；|]/) : cell;
  }
  if (Object.keys(facts).length > 0) body['facts'] = facts;
  return body;
}
