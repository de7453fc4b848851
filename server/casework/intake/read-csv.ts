import { parse } from 'csv-parse/sync';
import { invalid } from '../errors.ts';
import { isObject } from './field-reader.ts';

/** A record of a CSV file, and the line on which it ends. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/**
 * Reads a CSV file: UTF-8, a BOM and quoted line breaks allowed; empty lines are left out.
 * @throws Refusal 422 when it cannot be read, or has more records than `maxRecords` beside its heading
 */
export function readCsv(text: string, maxRecords: number): CsvRecord[] {
  let records: unknown;
  try {
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, info: true });
  } catch (error) {
    const where = isObject(error) && typeof error['lines'] === 'number' ? `第 ${error['lines']} 行附近` : '';
    throw invalid([{ field: 'file', reason: `${where}不是有效的 CSV（引号未成对或编码有误）` }]);
  }
  const parsed: { record: string[]; info: { lines: number } }[] = Array.isArray(records) ? records : [];
  if (parsed.length > maxRecords + 1) throw invalid([{ field: 'file', reason: `一次最多导入 ${maxRecords} 行` }]);
  return parsed.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) }));
}

/** The body of a request that sends a file as `text/csv`. @throws Refusal 422 */
export function csvText(body: unknown): string {
  if (!Buffer.isBuffer(body)) throw invalid([{ field: 'file', reason: '请以 text/csv 发送文件内容' }]);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw invalid([{ field: 'file', reason: '文件不是 UTF-8 编码' }]);
  }
}
