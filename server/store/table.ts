import { compileRowReader, type RowReader } from './row-reader.ts';

/** How a column is kept. `integer` holds whole numbers up to 2^53 and epoch milliseconds; `json` is JSON as text. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean' | 'json';

export interface Column {
  /** snake_case of `property`. */
  readonly name: string;
  readonly property: string;
  readonly type: ColumnType;
  /** Never changes once the row is written, so an update leaves it, and the indexes over it, alone. */
  readonly fixed: boolean;
}

/** A table whose rows are objects with the properties of `Row`; `id` is its primary key. */
export interface Table<Row> {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Rows are written once and never changed. */
  readonly insertOnly: boolean;
  readonly values: RowReader;
  /** Only there to tie the row's type to the table. */
  readonly row?: Row;
}

export interface TableOptions<Row> {
  insertOnly?: boolean;
  fixed?: readonly (keyof Row & string)[];
}

/** Describes a table: `columns` names every property of `Row` once, with its type. */
export function table<Row>(
  name: string,
  columns: Record<keyof Row & string, ColumnType>,
  options: TableOptions<Row> = {},
): Table<Row> {
  const fixed = new Set<string>(['id', ...(options.fixed ?? [])]);
  const described = Object.entries<ColumnType>(columns).map(([property, type]) => ({
    name: columnName(property),
    property,
    type,
    fixed: fixed.has(property),
  }));
  return { name, insertOnly: options.insertOnly ?? false, columns: described, values: compileRowReader(described) };
}

/** `lockedUntil` → `locked_until`. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A row as a query answers it, keyed by property, made the object it was: SQLite knows no booleans, JSON is text. */
export function readRow<Row>({ columns }: Table<Row>, answer: Readonly<Record<string, unknown>>): Row {
  const row: Record<string, unknown> = { ...answer };
  for (const { property, type } of columns) {
    const value = row[property];
    if (type === 'boolean' && typeof value === 'number') row[property] = value !== 0;
    else if (type === 'json' && typeof value === 'string') row[property] = JSON.parse(value);
  }
  return row as Row;
}

/** Select terms `alias.column as "property"` for every column. */
export function selectColumns<Row>({ columns }: Table<Row>, alias: string): string[] {
  return columns.map(({ name, property }) => `${alias}.${name} as ${property}`);
}

/** Reads rows of `table` with what the query joined to them: `Item` is the row's type and more. */
export function itemReader<Item>(table: Table<unknown>): (answer: Readonly<Record<string, unknown>>) => Item {
  return (answer) => readRow(table as Table<Item>, answer);
}
