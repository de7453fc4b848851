import type { TypedValue } from '../../engine/expressions/typed-value.ts';
import { readRow, type Table } from '../table.ts';
import { fromValueColumns, type ValueColumns } from '../typed-value-columns.ts';

/** A row whose value is spread over columns, with the value put together. The query adds the large text as `largeText`. */
export function readTypedItem<Item extends TypedValue>(
  table: Table<unknown>,
  answer: Readonly<Record<string, unknown>>,
): Item {
  const row = readRow(table as Table<ValueColumns & { largeText: string | null }>, answer);
  const { textValue, numberValue, largeValueId, largeText, info, type, ...rest } = row;
  const typed = fromValueColumns({ type, textValue, numberValue, largeValueId, info }, largeText);
  return { ...rest, ...typed } as Item;
}
